import { catalog } from '../../lib/lang.ts';

/** What a screen reader hears while a file is checked and sent. */
export const saidTexts = catalog(
  {
    check: '파일을 확인하고 있습니다.',
    passed: '확인을 통과했습니다.',
    failed: (n: string) => `오류 ${n}건을 찾았습니다.`,
    send: '전송을 시작했습니다.',
    register: '전송을 마쳤습니다. 접수증을 기다립니다.',
    received: (receipt: string) => `접수했습니다. 접수증 ${receipt}`,
  },
  {
    check: 'Checking the file.',
    passed: 'The check has passed.',
    failed: (n: string) => `Errors found: ${n}.`,
    send: 'The upload has started.',
    register: 'Uploaded. Waiting for the receipt.',
    received: (receipt: string) => `Received. Receipt ${receipt}`,
  },
);
