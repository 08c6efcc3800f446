import { catalog } from '../../lib/lang.ts';

/** What a program and a container image have to be, and what a run may use. */
export const runForms = catalog(
  {
    code: {
      drop: '프로그램(ZIP)을 여기에 놓거나 선택해 주십시오',
      accepted: (max: string) => `프로그램을 담은 ZIP, 최대 ${max}`,
      origin: '예시 프로그램',
      oneClick: '예시 프로그램 바로 제출',
      checkOnly: '예시 프로그램 확인해 보기',
      sandbox: '네트워크 없는 샌드박스에서 실행합니다.',
      command: 'metadata.yaml의 command로 시작합니다.',
      entry: (names: string) => `metadata.yaml이 없으면 다음으로 시작합니다: ${names}`,
      files: (output: string) => `/app/input_data를 읽고 ${output}에 예측을 씁니다.`,
      limits: '한 번 실행의 제한',
      wall: '시간',
      cpu: 'CPU 시간',
      memory: '메모리',
    },
    container: {
      drop: '컨테이너 이미지(tar)를 여기에 놓거나 선택해 주십시오',
      accepted: (max: string) => `docker save나 OCI layout으로 저장한 tar, 또는 gzip으로 압축한 것, 최대 ${max}`,
      what: '프로그램과 실행에 필요한 것이 모두 든 이미지입니다. 이미지의 ENTRYPOINT와 CMD로 시작합니다.',
      files: (output: string) => `/app/input_data를 읽고 ${output}에 예측을 쓰면 됩니다.`,
      noInput: (output: string) => `${output}에 예측을 쓰면 됩니다.`,
      sandbox: '네트워크가 없고, /app/output과 /tmp에만 쓸 수 있습니다. 이미지의 USER와 상관없이 권한 없는 사용자로 실행합니다.',
      make: '만들기',
      save: '파일 하나로 저장하기',
    },
  },
  {
    code: {
      drop: 'Drop your program (a zip) here, or choose it',
      accepted: (max: string) => `A zip with your program, at most ${max}`,
      origin: 'example program',
      oneClick: 'Submit the example program',
      checkOnly: 'Check the example program',
      sandbox: 'It runs in a sandbox without a network.',
      command: 'It is started by the command in its metadata.yaml.',
      entry: (names: string) => `Without a metadata.yaml it is started by: ${names}`,
      files: (output: string) => `It reads /app/input_data and writes its predictions to ${output}.`,
      limits: 'Limits of one run',
      wall: 'Time',
      cpu: 'CPU time',
      memory: 'Memory',
    },
    container: {
      drop: 'Drop your container image (tar) here, or choose it',
      accepted: (max: string) => `A tar saved by docker save or as an OCI layout, plain or in gzip, at most ${max}`,
      what: 'An image with your program and everything it needs. It is started by its ENTRYPOINT and CMD.',
      files: (output: string) => `It reads /app/input_data and writes its predictions to ${output}.`,
      noInput: (output: string) => `It writes its predictions to ${output}.`,
      sandbox: 'It has no network and can write to /app/output and /tmp only. Whatever its USER, it runs as a user without rights.',
      make: 'Build it',
      save: 'Save it as one file',
    },
  },
);
