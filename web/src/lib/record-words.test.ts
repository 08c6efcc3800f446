import { expect, test } from '@jest/globals';
import { isolationWords, runtimeWords, scorerWords } from './record-words.ts';

test('technical names of a record are told in words, unknown ones as they are', () => {
  expect(isolationWords('netns+permission+lockdown', 'ko')).toBe('네트워크 없음, 파일과 프로세스 접근 제한, 시스템 기능 잠금');
  expect(isolationWords('gvisor+lockdown', 'en')).toBe('gvisor, system functions locked');
  expect(runtimeWords('image, python 3.11.2', 'ko')).toBe('컨테이너 이미지, python 3.11.2');
  expect(runtimeWords('none', 'en')).toBe('nothing was run');
  expect(scorerWords('builtin/2', 'ko')).toBe('플랫폼 기본 채점기 2판');
  expect(scorerWords('registry.example/scorer@sha256:ab', 'en')).toBe('registry.example/scorer@sha256:ab');
});
