/** Places in metrics.json: `accuracy`, `aggregates.dice.mean`, `$.cases[0]["F1 score"]`. Source: grand-challenge.org, `score_jsonpath`. */

/** The steps of a path; null when it is not one of these. */
export function stepsOf(path: string): (string | number)[] | null {
  const steps: (string | number)[] = [];
  let rest = path.trim().replace(/^\$\.?/, '');
  while (rest !== '') {
    const step = /^(?:\[(\d+)\]|\["([^"]*)"\]|\['([^']*)'\]|([^.[\]]+))\.?/.exec(rest);
    if (!step) return null;
    const [whole, index, double, single, name] = step;
    steps.push(index === undefined ? (double ?? single ?? name ?? '') : Number(index));
    rest = rest.slice(whole.length);
  }
  return steps;
}

/** What stands there; undefined when nothing does or the path is none. A key that is written with dots is found too. */
export function valueAt(document: unknown, path: string): unknown {
  if (isObject(document) && Object.hasOwn(document, path)) return document[path];
  return stepsOf(path)?.reduce(
    (value: unknown, step) => (isObject(value) && Object.hasOwn(value, step) ? value[step] : undefined),
    document,
  );
}
const isObject = (value: unknown): value is Record<string | number, unknown> => typeof value === 'object' && value !== null;
