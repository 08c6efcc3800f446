import type { RunLimits } from '@gac/shared/contract/definition';
import type { StepLimits } from '../engine/programs/contract.ts';

/** One core: what a program computes does not depend on how many the machine has. */
const CPUS = 1;
const OPEN_FILES = 256;
/** Of what a program may leave behind. */
const OUTPUT_FILES = 1000;

/** The limits of a definition as a sandbox takes them. No file may be larger than the folder it would stand in. */
export const stepLimits = ({ cpuMs, wallMs, memoryBytes, pids, diskBytes, outputBytes, stdoutBytes }: RunLimits): StepLimits => ({
  sandbox: {
    cpuMs,
    wallMs,
    memoryBytes,
    pids,
    cpus: CPUS,
    tmpBytes: diskBytes,
    fileBytes: Math.max(diskBytes, outputBytes),
    stdoutBytes,
    stderrBytes: stdoutBytes,
    openFiles: OPEN_FILES,
  },
  output: { maxBytes: Math.max(diskBytes, outputBytes), maxFiles: OUTPUT_FILES },
  keptBytes: outputBytes,
});
