import assert from 'node:assert/strict';
import german from '../../l10n/bundle.l10n.de.json';
import { aspectText } from '../../src/core/crop/aspectRatio';
import { sizeText } from '../../src/core/crop/cropText';
import { progressText } from '../../src/core/jobs/jobText';
import { noCounts } from '../../src/core/jobs/jobCounts';
import { numberText } from '../../src/core/numberText';
import { english, type Translate } from '../../src/core/translate';

const inGerman: Translate = (message, ...args) =>
  english((german as Record<string, string>)[message] ?? message, ...args);

describe('numbers for people', () => {
  it('are written as the words around them', () => {
    assert.equal(numberText(english, 1234.56, 1), '1,234.6');
    assert.equal(numberText(inGerman, 1234.56, 1), '1.234,6');
    assert.equal(sizeText(inGerman, { width: 12_000, height: 900 }), '12.000 × 900');
    assert.equal(aspectText(inGerman, { width: 1600, height: 900 }), '16:9 (1,778)');
    assert.equal(progressText(inGerman, { ...noCounts(), completed: 1500, total: 2000 }), '1.500/2.000');
  });

  it('are English in a bundle that tells no language', () => {
    assert.equal(
      numberText(() => '⟦en⟧', 1234),
      '1,234',
    );
    assert.equal(
      numberText(() => '', 1234),
      '1,234',
    );
  });
});
