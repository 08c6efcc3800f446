// The prediction files that stand beside an example's data come from the demo's models, as the build compiles them.
const compiled = new URL('../../server/dist/src/demo/models/', import.meta.url);

/** { 'data/<file>.csv': text } for every prediction file the example lists. `files` holds the text of data/train.csv and data/test.csv. */
export async function predictions(example, files) {
  const load = (name) =>
    import(new URL(name, compiled)).catch((error) => {
      throw new Error('The models are not built: run `npm run build` first', { cause: error });
    });
  const [{ EXAMPLES }, { predict, readLearning }] = await Promise.all([load('examples.js'), load('prediction-file.js')]);
  const { target, files: wanted } = EXAMPLES[example];
  const learning = readLearning(files['data/train.csv'], files['data/test.csv'], target);
  return Object.fromEntries(Object.entries(wanted).map(([name, { spec, seed }]) => [`data/${name}`, predict(learning, spec, seed)]));
}
