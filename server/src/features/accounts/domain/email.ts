/**
 * What two spellings of one address share: NFC, domain in lower-case ASCII (IDNA), local part in lower case.
 * Plus tags are kept: they are different mailboxes to many providers (RG-3).
 */
export function emailKey(email: string): string {
  const at = email.lastIndexOf('@');
  const local = email.slice(0, at).normalize('NFC').toLowerCase();
  const domain = email.slice(at + 1).normalize('NFC').toLowerCase();
  try {
    return `${local}@${new URL(`http://${domain}`).hostname}`;
  } catch {
    return `${local}@${domain}`;
  }
}
