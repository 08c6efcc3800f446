// Server-sent events as a browser reads them (WHATWG HTML 9.2), with the moment at which each arrived.

/** @typedef {{ id: number, kind: string, data: any, at: number }} StreamEvent at: performance.now() of its arrival */

/**
 * Follows a stream until it is closed; resolves once it is open.
 * @param {string} url @param {(event: StreamEvent) => void} onEvent @param {Record<string, string>} [headers]
 * @returns {Promise<{ close: () => void }>}
 */
export async function follow(url, onEvent, headers = {}) {
  const stop = new AbortController();
  const response = await fetch(url, { headers: { accept: 'text/event-stream', ...headers }, signal: stop.signal });
  if (!response.ok || !response.body) throw new Error(`${url} answered ${response.status}`);
  const chunks = response.body;
  void (async () => {
    const decoder = new TextDecoder();
    let rest = '';
    for await (const chunk of chunks) {
      const at = performance.now();
      const blocks = (rest + decoder.decode(chunk, { stream: true })).split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) {
        const fields = Object.fromEntries(block.split('\n').filter((line) => !line.startsWith(':')).map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]));
        if (fields.data !== undefined) onEvent({ id: Number(fields.id), kind: fields.event ?? 'message', data: JSON.parse(fields.data), at });
      }
    }
  })().catch(() => {}); // closed by us, or by an end of the server that the caller meets by itself
  return { close: () => stop.abort() };
}
