// A person at the API: an account with its cookie, a team, uploads by the tus protocol, submissions.
import { createHash, randomBytes } from 'node:crypto';

/** @typedef {import('@gac/shared/contract/submissions').SubmissionView} SubmissionView */
/** @typedef {{ status: number, headers: Headers, body: any }} Answer body: parsed when it is JSON */

const TUS = { 'tus-resumable': '1.0.0' };

/** @param {Uint8Array} bytes */
export const sha256Of = (bytes) => createHash('sha256').update(bytes).digest('hex');

/** The API answered something else than expected. */
class Unexpected extends Error {
  /** @param {string} request @param {Answer} answer */
  constructor(request, answer) {
    super(`${request} answered ${answer.status}: ${JSON.stringify(answer.body).slice(0, 600)}`);
    this.answer = answer;
  }
}

export class Person {
  cookie = '';
  /** @param {string} url of the API, without a slash at the end @param {string} name */
  constructor(url, name) {
    this.url = url;
    this.name = name;
    this.email = `${name.replace(/\W/g, '').toLowerCase() || 'p'}-${randomBytes(5).toString('hex')}@example.org`;
  }

  /** A new account, signed in. @param {string} url @param {string} name */
  static async signUp(url, name) {
    const person = new Person(url, name);
    await person.expect(201, 'POST', '/api/accounts', { email: person.email, password: 'correct horse battery', name, country: 'KR', affiliation: 'Test', affiliationKind: 'university', locale: 'en' });
    return person;
  }
  /** A new account with a team in a challenge. @param {string} url @param {import('./challenge.mjs').Challenge} challenge @param {string} name of the team */
  static async entrant(url, challenge, name) {
    const person = await Person.signUp(url, name);
    await person.expect(201, 'POST', `/api/challenges/${challenge.slug}/participation`, { ...challenge.rules, teamName: `${name} ${person.email.slice(-18, -12)}` });
    return person;
  }
  /** The same person at another API process. @param {string} url */
  at(url) {
    const other = Object.assign(new Person(url, this.name), { email: this.email });
    other.cookie = this.cookie;
    return other;
  }

  /**
   * @param {string} method @param {string} path @param {object | Uint8Array | null} [body] @param {Record<string, string>} [headers]
   * @returns {Promise<Answer>}
   */
  async send(method, path, body = null, headers = {}) {
    const isBytes = body instanceof Uint8Array;
    const response = await fetch(new URL(path, this.url), {
      method,
      headers: { ...(body && !isBytes && { 'content-type': 'application/json' }), ...(this.cookie && { cookie: this.cookie }), ...headers },
      body: isBytes ? /** @type {any} */ (body) : body && JSON.stringify(body),
      signal: AbortSignal.timeout(120_000),
    });
    const text = await response.text();
    for (const line of response.headers.getSetCookie()) if (line.startsWith('gac=')) this.cookie = line.split(';')[0] ?? '';
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
  }
  /** The same, for one status only. @param {number} status @param {string} method @param {string} path @param {object | Uint8Array | null} [body] @param {Record<string, string>} [headers] */
  async expect(status, method, path, body, headers) {
    const answer = await this.send(method, path, body, headers);
    if (answer.status !== status) throw new Unexpected(`${method} ${path}`, answer);
    return answer;
  }

  /** Begins an upload. @param {string} phaseId @param {number} length @param {string} [fileName] @param {string} [kind] @returns {Promise<string>} its path */
  async beginUpload(phaseId, length, fileName = 'predictions.csv', kind = 'prediction') {
    const { headers } = await this.expect(201, 'POST', '/api/uploads', null, { ...TUS, 'upload-length': String(length), 'upload-metadata': uploadMetadata(phaseId, fileName, kind) });
    return new URL(headers.get('location') ?? '', this.url).pathname;
  }
  /** Bytes the server has of an upload. @param {string} path */
  async uploadOffset(path) {
    const { headers } = await this.expect(200, 'HEAD', path, null, TUS);
    return Number(headers.get('upload-offset'));
  }
  /** @param {string} path @param {number} offset @param {Uint8Array} bytes @returns {Promise<Answer>} */
  sendPart(path, offset, bytes) {
    return this.send('PATCH', path, bytes, { ...TUS, 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' });
  }
  /** A whole upload in one part or several. @param {string} phaseId @param {Uint8Array} bytes @param {{ fileName?: string, kind?: string, parts?: number }} [how] @returns {Promise<string>} its id */
  async upload(phaseId, bytes, { fileName, kind, parts = 1 } = {}) {
    const path = await this.beginUpload(phaseId, bytes.length, fileName, kind);
    const size = Math.ceil(bytes.length / parts);
    for (let offset = 0; offset < bytes.length; offset += size) {
      const answer = await this.sendPart(path, offset, bytes.subarray(offset, offset + size));
      if (answer.status !== 204) throw new Unexpected(`PATCH ${path}`, answer);
    }
    return path.slice(path.lastIndexOf('/') + 1);
  }

  /** Makes a submission of a finished upload. @param {string} phaseId @param {string} uploadId @param {string} sha256 @param {string} [key] Idempotency-Key @returns {Promise<Answer>} */
  submitUpload(phaseId, uploadId, sha256, key) {
    return this.send('POST', `/api/phases/${phaseId}/submissions`, { uploadId, sha256 }, key === undefined ? {} : { 'idempotency-key': key });
  }
  /** Uploads and submits. @param {string} phaseId @param {Uint8Array} bytes @param {{ fileName?: string, kind?: string, parts?: number, key?: string }} [how] @returns {Promise<SubmissionView>} */
  async submit(phaseId, bytes, { key, ...how } = {}) {
    const answer = await this.submitUpload(phaseId, await this.upload(phaseId, bytes, how), sha256Of(bytes), key);
    if (answer.status !== 201) throw new Unexpected('POST submissions', answer);
    return answer.body;
  }
  /** @param {string} id @returns {Promise<SubmissionView>} */
  async submission(id) {
    return (await this.expect(200, 'GET', `/api/submissions/${id}`)).body;
  }
}

/** @param {string} phaseId @param {string} fileName @param {string} kind */
const uploadMetadata = (phaseId, fileName, kind) =>
  Object.entries({ filename: fileName, phase: phaseId, kind })
    .map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`)
    .join(',');
