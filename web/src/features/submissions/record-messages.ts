import { catalog } from '../../lib/lang.ts';

/** What stands in the reproducibility record (C-13). */
export const recordFields = catalog(
  {
    scorer: '채점기',
    scorerSha256: '채점 코드 SHA-256',
    dataSha256: '정답 자료 SHA-256',
    runtime: '실행 환경',
    isolation: '격리',
    limits: '제한',
    worker: '평가 장치',
    time: '실행',
    cpu: 'CPU 시간',
    memory: '최대 메모리',
    seed: '시드',
    image: '이미지 설정 SHA-256',
    manifest: '이미지 매니페스트 SHA-256',
    sandbox: '샌드박스',
  },
  {
    scorer: 'Scorer',
    scorerSha256: 'SHA-256 of the scoring code',
    dataSha256: 'SHA-256 of the reference data',
    runtime: 'Runtime',
    isolation: 'Isolation',
    limits: 'Limits',
    worker: 'Worker',
    time: 'Run',
    cpu: 'CPU time',
    memory: 'Peak memory',
    seed: 'Seed',
    image: "SHA-256 of the image's configuration",
    manifest: "SHA-256 of the image's manifest",
    sandbox: 'Sandbox',
  },
);
