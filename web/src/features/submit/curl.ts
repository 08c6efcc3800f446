import type { SubmissionKind } from '@gac/shared/contract/definition';
import { shellWord } from '../../lib/shell.ts';

/** The same by `gac`, the command line of this platform (docs/cli.md): checks, uploads with resume, submits, follows to the score. */
export const gacCommand = (origin: string, slug: string, phaseKey: string, fileName: string, kind: SubmissionKind): string =>
  `gac submit ${shellWord(fileName)}${kind === 'prediction' ? '' : ` --kind ${kind}`} --challenge ${slug} --phase ${phaseKey} --wait --server ${shellWord(origin)}`;

/**
 * Shell commands (POSIX sh with curl; on Linux and macOS) that submit a file over the public API: sign in with a cookie jar, upload by tus 1.0,
 * submit, read the receipt. Later ones use the variables that the earlier ones set, so they are run in one shell.
 */
export function curlCommands(
  origin: string,
  phaseId: string,
  fileName: string,
  kind: SubmissionKind,
): Record<'session' | 'upload' | 'submit' | 'watch', string> {
  const at = (path: string): string => `"${origin}${path}"`;
  return {
    session: `json() { printf %s "$1" | sed 's/[\\\\"]/\\\\&/g'; }; printf 'e-mail: '; read -r GAC_EMAIL; printf 'password: '; stty -echo; read -r GAC_PASSWORD; stty echo; echo; curl -fsS -c gac.cookies -H 'content-type: application/json' --data-binary "$(printf '{"email":"%s","password":"%s"}' "$(json "$GAC_EMAIL")" "$(json "$GAC_PASSWORD")")" ${at('/api/session')} > /dev/null && echo ok`,
    upload: `GAC_FILE=${shellWord(fileName)}; GAC_UPLOAD=$(curl -fsS -b gac.cookies -D - -o /dev/null -X POST -H 'tus-resumable: 1.0.0' -H "upload-length: $(wc -c < "$GAC_FILE" | tr -d ' ')" -H "upload-metadata: filename $(printf %s "$GAC_FILE" | base64 | tr -d '\\n'),phase $(printf %s ${phaseId} | base64 | tr -d '\\n'),kind $(printf %s ${kind} | base64)" ${at('/api/uploads')} | tr -d '\\r' | sed -n 's/^[Ll]ocation: .*\\///p'); curl -fsS -b gac.cookies -X PATCH -H 'tus-resumable: 1.0.0' -H 'upload-offset: 0' -H 'content-type: application/offset+octet-stream' --data-binary @"$GAC_FILE" ${at('/api/uploads/$GAC_UPLOAD')}`,
    submit: `curl -fsS -b gac.cookies -H 'content-type: application/json' -H "idempotency-key: upload-$GAC_UPLOAD" --data-binary "{\\"uploadId\\":\\"$GAC_UPLOAD\\",\\"sha256\\":\\"$( (sha256sum "$GAC_FILE" 2>/dev/null || shasum -a 256 "$GAC_FILE") | cut -c1-64)\\"}" ${at(`/api/phases/${phaseId}/submissions`)} | tee gac-submission.json; echo`,
    watch: `curl -fsS ${at(`/api/receipts/$(grep -o 'R-[0-9A-Z]*-[0-9A-Z]*-[0-9A-Z]*' gac-submission.json | head -n 1)`)}`,
  };
}
