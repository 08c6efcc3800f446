import type { SubmissionKind } from '@gac/shared/contract/definition';
import { finding, type Finding, type FindingCode } from '@gac/shared/scoring/findings';
import { InflateGuard } from '@gac/shared/scoring/inflate-guard';
import { createInspector, type Inspector } from '@gac/shared/scoring/inspect';
import { createAnyInspector, createImageInspector, createZipInspector } from '@gac/shared/scoring/inspect-archive';
import { GZIP_MAGIC, MagicChoice } from '../../platform/uploads/magic-choice.ts';
import type { UploadInspector } from '../../platform/uploads/contract.ts';
import { GunzipInspector } from '../../platform/uploads/gunzip-inspector.ts';

/**
 * What looks at the bytes of a submission while they come, by its kind. isChecked: predictions are CSV that we understand;
 * maxBytes: of what a compressed one inflates to.
 */
export function uploadInspector({ kind, isChecked, fileName, maxBytes }: { kind: SubmissionKind; isChecked: boolean; fileName: string; maxBytes: number }): UploadInspector {
  if (kind === 'code') return createZipInspector();
  if (kind === 'container') return imageInspector(maxBytes);
  return isChecked ? predictionInspector(fileName, maxBytes) : createAnyInspector();
}

/** An image's archive is known by its bytes, as it is or in gzip: `docker save` names no ending. */
function imageInspector(maxInflatedBytes: number): UploadInspector {
  const tar = createImageInspector();
  return new MagicChoice(GZIP_MAGIC, () => inflated(tar, maxInflatedBytes, imageFinding), () => tar);
}

/** What helps with an image is not what helps with a table. */
const imageFinding = (code: FindingCode): Finding => finding(code, { hint: code === 'INFLATED_TOO_LARGE' ? 'small-image' : 'docker-save' });

/** What looks at a prediction file while its bytes come: the wrong kind, a bomb or an endless line is refused at the offending byte. */
function predictionInspector(fileName: string, maxInflatedBytes: number): UploadInspector {
  const plain = createInspector({ maxInflatedBytes }, fileName);
  return /\.gz$/i.test(fileName) ? inflated(plain, maxInflatedBytes, finding) : plain;
}

function inflated(plain: Inspector, maxInflatedBytes: number, say: (code: FindingCode) => Finding): UploadInspector {
  const guard = new InflateGuard(maxInflatedBytes);
  const seen = { compressed: 0, inflated: 0 };
  return new GunzipInspector(plain, {
    guard: (compressed, inflated) => {
      const code = guard.add(compressed - seen.compressed, inflated - seen.inflated);
      Object.assign(seen, { compressed, inflated });
      return code === null ? null : say(code);
    },
    broken: () => say('BAD_GZIP'),
  });
}
