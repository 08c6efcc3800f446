import { catalog } from '../../lib/lang.ts';

/** What is handed in, by kind, and how it is run. */
export const handInMessages = catalog(
  {
    program: '제출할 것: 프로그램 (ZIP)',
    image: '제출할 것: 컨테이너 이미지 (tar)',
    programForm: (max: string) => `프로그램과 그 밖의 필요한 파일을 담은 ZIP, 최대 ${max}.`,
    imageForm: (max: string, platform: string) =>
      `docker save나 OCI layout으로 저장한 tar 또는 그것을 gzip으로 압축한 파일, 최대 ${max}, ${platform}용.`,
    start: 'ZIP 맨 위의 metadata.yaml에 적은 command로 시작합니다. 예:',
    entry: 'metadata.yaml이 없으면 다음 명령으로 시작합니다:',
    guess: 'metadata.yaml이 없으면 다음 가운데 처음으로 찾은 파일을 실행합니다:',
    imageStart: '이미지의 ENTRYPOINT와 CMD로 시작합니다. USER와 상관없이 권한 없는 사용자로 실행합니다.',
    reads: (size: string) => `읽을 곳 (${size})`,
    writes: '쓸 곳',
    sandbox: '네트워크 없는 샌드박스에서 실행합니다.',
    sandboxImage: '네트워크 없는 샌드박스에서 실행하며, /app/output과 /tmp에만 쓸 수 있습니다.',
  },
  {
    program: 'What you hand in: a program (zip)',
    image: 'What you hand in: a container image (tar)',
    programForm: (max: string) => `A zip with the program and whatever else it needs, at most ${max}.`,
    imageForm: (max: string, platform: string) =>
      `A tar made by docker save or in the OCI layout, or that gzipped, at most ${max}, for ${platform}.`,
    start: 'It is started by the command in the metadata.yaml at the top of the zip, for example:',
    entry: 'Without a metadata.yaml it is started by:',
    guess: 'Without a metadata.yaml the first of these files that is there is run:',
    imageStart: "It is started by the image's own ENTRYPOINT and CMD, as a user without rights whatever its USER says.",
    reads: (size: string) => `Reads (${size})`,
    writes: 'Writes',
    sandbox: 'It runs in a sandbox without a network.',
    sandboxImage: 'It runs in a sandbox without a network and may write to /app/output and /tmp alone.',
  },
);
