/** The parts of the ZIP format that we write and read (APPNOTE.TXT 6.3.10, 4.3 to 4.5). All numbers are little-endian. */
export const SIGNATURE = { local: 0x0403_4b50, central: 0x0201_4b50, end: 0x0605_4b50, end64: 0x0606_4b50, end64Locator: 0x0706_4b50 } as const;
export const LENGTH = { local: 30, central: 46, end: 22, end64: 56, end64Locator: 20 } as const;
export const STORED = 0;
/** Bit 0: encrypted; bit 11: the name is UTF-8. */
export const FLAG = { encrypted: 1, utf8: 1 << 11 } as const;
/** "Version made by" 3: attributes are those of Unix. */
export const MADE_BY_UNIX = 3;
/** Type bits of a Unix mode. */
export const MODE = { type: 0o170000, file: 0o100000, folder: 0o040000, link: 0o120000 } as const;
