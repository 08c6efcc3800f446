import type { SandboxProblem } from './types.ts';

export type ProblemCode =
  | 'platform-unsupported' | 'perl-missing' | 'bubblewrap-missing' | 'bubblewrap-too-old' | 'runtime-missing' | 'tini-missing' | 'root-needed'
  | 'user-namespaces-forbidden' | 'cgroups-unavailable' | 'soft-limits' | 'unsafe-in-production'
  | 'start-failed' | 'probe-failed' | 'slots-lost';

interface Words {
  message: string;
  remedy: string;
}
type Texts = Record<ProblemCode, (detail: string) => { en: Words; ko: Words }>;

const apt = (packages: string) => `sudo apt-get update && sudo apt-get install -y --no-install-recommends ${packages}`;
/** Ubuntu's switch, then Debian's and the kernel's own limit. */
const ALLOW_NAMESPACES = 'sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0 kernel.unprivileged_userns_clone=1 user.max_user_namespaces=10000';
const DELEGATE = "sudo systemd-run --uid=$USER --property=Delegate='memory pids cpu' --same-dir --setenv=PATH=$PATH -- npm start";

const install = (what: string, packages: string) => () => ({
  en: { message: `${what} is not installed.`, remedy: apt(packages) },
  ko: { message: `${what}이(가) 설치되어 있지 않습니다.`, remedy: apt(packages) },
});

const texts: Texts = {
  'platform-unsupported': (detail) => ({
    en: { message: `Programs are run in a sandbox on Linux with x86-64 or ARM64 processors only; this is ${detail}.`, remedy: 'Run the worker on Linux: a virtual machine or a container that allows user namespaces.' },
    ko: { message: `프로그램은 x86-64 또는 ARM64 프로세서의 리눅스에서만 샌드박스로 실행됩니다. 이 컴퓨터는 ${detail}입니다.`, remedy: '리눅스에서 워커를 실행하세요. 사용자 네임스페이스를 허용하는 가상 머신이나 컨테이너면 됩니다.' },
  }),
  'perl-missing': install('perl', 'perl-base'),
  'bubblewrap-missing': install('bubblewrap', 'bubblewrap'),
  'bubblewrap-too-old': (detail) => ({
    en: { message: `bubblewrap ${detail} is too old: 0.8.0 or newer is needed.`, remedy: apt('bubblewrap') },
    ko: { message: `bubblewrap ${detail}은(는) 너무 오래되었습니다. 0.8.0 이상이 필요합니다.`, remedy: apt('bubblewrap') },
  }),
  'runtime-missing': (detail) => ({
    en: { message: `The container runtime ${detail} is not installed.`, remedy: apt(detail) },
    ko: { message: `컨테이너 런타임 ${detail}이(가) 설치되어 있지 않습니다.`, remedy: apt(detail) },
  }),
  'tini-missing': install('tini', 'tini'),
  'root-needed': () => ({
    en: { message: 'Container runtimes are used as root only.', remedy: 'Run the worker as root, or set SANDBOX=bubblewrap.' },
    ko: { message: '컨테이너 런타임은 root로만 사용할 수 있습니다.', remedy: '워커를 root로 실행하거나 SANDBOX=bubblewrap으로 설정하세요.' },
  }),
  'user-namespaces-forbidden': (detail) => ({
    en: { message: `This machine does not allow the namespaces that a sandbox is made of (${detail}).`, remedy: `Run the worker as root, or: ${ALLOW_NAMESPACES}` },
    ko: { message: `이 컴퓨터는 샌드박스에 필요한 네임스페이스를 허용하지 않습니다(${detail}).`, remedy: `워커를 root로 실행하거나 다음을 실행하세요: ${ALLOW_NAMESPACES}` },
  }),
  'cgroups-unavailable': (detail) => ({
    en: { message: `No control groups for jobs (${detail}): memory and processor time are watched, not enforced.`, remedy: `Run the worker as root, or with a delegated group: ${DELEGATE}` },
    ko: { message: `작업에 쓸 제어 그룹이 없습니다(${detail}). 메모리와 CPU 시간은 강제되지 않고 감시만 됩니다.`, remedy: `워커를 root로 실행하거나 위임받은 그룹에서 실행하세요: ${DELEGATE}` },
  }),
  'soft-limits': () => ({
    en: { message: 'Soft limits are refused in production.', remedy: `Run the worker as root, or with a delegated group: ${DELEGATE}` },
    ko: { message: '운영 환경에서는 느슨한 제한을 허용하지 않습니다.', remedy: `워커를 root로 실행하거나 위임받은 그룹에서 실행하세요: ${DELEGATE}` },
  }),
  'unsafe-in-production': () => ({
    en: { message: 'The driver unsafe-process confines nothing and is refused in production.', remedy: 'Set SANDBOX=bubblewrap or SANDBOX=oci.' },
    ko: { message: 'unsafe-process 드라이버는 아무것도 격리하지 않으므로 운영 환경에서 거부됩니다.', remedy: 'SANDBOX=bubblewrap 또는 SANDBOX=oci로 설정하세요.' },
  }),
  'start-failed': (detail) => ({
    en: { message: `No program could be started: ${detail}`, remedy: 'In a container, allow user namespaces and an unmasked /proc (--security-opt seccomp=unconfined --security-opt systempaths=unconfined).' },
    ko: { message: `프로그램을 시작할 수 없습니다: ${detail}`, remedy: '컨테이너 안이라면 사용자 네임스페이스와 가려지지 않은 /proc을 허용하세요(--security-opt seccomp=unconfined --security-opt systempaths=unconfined).' },
  }),
  'probe-failed': (detail) => ({
    en: { message: `The sandbox does not hold: ${detail}`, remedy: 'Do not run programs on this machine. Update the kernel and the packages named above, then start the worker again.' },
    ko: { message: `샌드박스가 격리를 보장하지 못합니다: ${detail}`, remedy: '이 컴퓨터에서 프로그램을 실행하지 마세요. 커널과 위의 패키지를 업데이트한 뒤 워커를 다시 시작하세요.' },
  }),
  'slots-lost': () => ({
    en: { message: 'Jobs of every slot left processes or control groups that could not be removed.', remedy: 'Restart this machine.' },
    ko: { message: '모든 슬롯에서 제거할 수 없는 프로세스나 제어 그룹이 남았습니다.', remedy: '이 컴퓨터를 다시 시작하세요.' },
  }),
};

/** A problem in both languages. `detail`: what the machine said, or a version. */
export function sandboxProblem(code: ProblemCode, detail = ''): SandboxProblem {
  const { en, ko } = texts[code](detail);
  return { code, ...en, ko };
}
