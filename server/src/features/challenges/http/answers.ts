import type { FastifyReply, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import type { Prepared } from '../challenges.queries.ts';
import type { Download } from '../data-files.service.ts';
import { contentDisposition, contentType, matchesTag, reprDigest } from './file-headers.ts';
import { rangeOf, type ByteRange } from './ranges.ts';

/** Sends prepared JSON, or 304 when the client has it. */
export async function sendPrepared(request: FastifyRequest, reply: FastifyReply, { etag, json }: Prepared): Promise<void> {
  void reply.header('etag', etag).header('cache-control', 'no-cache');
  if (matchesTag(request.headers['if-none-match'], etag)) await reply.status(304).send();
  else await reply.type('application/json; charset=utf-8').send(json);
}

/** Sends a file: whole, the range asked for, or 304 (RFC 9110 sections 13 and 14). `open` is called once at most. */
export async function sendFile(request: FastifyRequest, reply: FastifyReply, file: Download, open: (range: ByteRange | 'whole') => Promise<Readable>): Promise<void> {
  const etag = `"${file.sha256}"`;
  void reply.header('etag', etag).header('cache-control', file.isOpen ? 'no-cache' : 'private, no-cache').header('accept-ranges', 'bytes');
  if (matchesTag(request.headers['if-none-match'], etag)) {
    await reply.status(304).send();
    return;
  }
  const condition = request.headers['if-range'];
  const range = condition === undefined || condition === etag ? rangeOf(request.headers.range, file.bytes) : 'whole';
  if (range === 'unsatisfiable') {
    await reply.status(416).header('content-range', `bytes */${file.bytes}`).send();
    return;
  }
  void reply
    .type(contentType(file.fileName))
    .header('content-disposition', contentDisposition(file.fileName))
    .header('repr-digest', reprDigest(file.sha256))
    .header('content-length', range === 'whole' ? file.bytes : range.end - range.start + 1);
  if (range !== 'whole') void reply.status(206).header('content-range', `bytes ${range.start}-${range.end}/${file.bytes}`);
  // An empty stream, not an empty text, which would set the length to 0.
  await reply.send(request.method === 'HEAD' ? Readable.from([]) : await open(range));
}
