import type { SubmissionKind } from '@gac/shared/contract/definition';
import { finding } from '@gac/shared/scoring/findings';
import { InflateGuard } from '@gac/shared/scoring/inflate-guard';
import { createInspector } from '@gac/shared/scoring/inspect';
import { createAnyInspector, createImageInspector, createZipInspector } from '@gac/shared/scoring/inspect-archive';
import type { UploadInspector } from '../../platform/uploads/contract.ts';
import { GunzipInspector } from '../../platform/uploads/gunzip-inspector.ts';
/** What looks at the bytes of a submission while they come, by its kind. isChecked: predictions are CSV that we understand. */
export function uploadInspector({ kind, isChecked, fileName, maxBytes }: { kind: SubmissionKind; isChecked: boolean; fileName: string; maxBytes: number }): UploadInspector {
  if (kind === 'code') return createZipInspector();
  if (kind === 'container') return createImageInspector();
  return isChecked ? predictionInspector(fileName, maxBytes) : createAnyInspector();
}

/** What looks at a prediction file while its bytes come: the wrong kind, a bomb or an endless line is refused at the offending byte. */
function predictionInspector(fileName: string, maxInflatedBytes: number): UploadInspector {
  const isGzip = /\.gz$/i.test(fileName);
  const plain = createInspector({ maxInflatedBytes }, fileName);
  if (!isGzip) return plain;
  const guard = new InflateGuard(maxInflatedBytes);
  const seen = { compressed: 0, inflated: 0 };
  return new GunzipInspector(plain, {
    guard: (compressed, inflated) => {
      const code = guard.add(compressed - seen.compressed, inflated - seen.inflated);
      Object.assign(seen, { compressed, inflated });
      return code === null ? null : finding(code);
    },
    broken: () => finding('BAD_GZIP'),
  });
}
