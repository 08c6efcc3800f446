import { finding } from '@gac/shared/scoring/findings';
import { InflateGuard } from '@gac/shared/scoring/inflate-guard';
import { createInspector } from '@gac/shared/scoring/inspect';
import { GunzipInspector } from '../../platform/uploads/gunzip-inspector.ts';
import type { UploadInspector } from '../../platform/uploads/contract.ts';

/** What looks at a prediction file while its bytes come: the wrong kind, a bomb or an endless line is refused at the offending byte. */
export function predictionInspector(fileName: string, maxInflatedBytes: number): UploadInspector {
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
