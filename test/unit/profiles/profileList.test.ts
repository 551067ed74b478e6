import assert from 'node:assert/strict';
import { cleanBaseUrl } from '../../../src/core/api/baseUrl';
import { readProfiles } from '../../../src/core/profiles/profile';
import { nameFault, withChanged, withoutProfile, withProfile } from '../../../src/core/profiles/profileList';
import { english as t } from '../../../src/core/translate';

const mine = { name: 'Mine', url: 'https://mine.example/v1', note: 'of the user' };
const bad = { name: 'Bad', url: 'http://example.com/v1' };
const typed = { name: ' New ', url: ' https://new.example ' };
const clean = { name: 'New', url: 'https://new.example' };

describe('the list of profiles in the settings', () => {
  it('takes one more at its end, and what else is written stays as it is', () => {
    assert.deepEqual(withProfile([mine, 7, bad], typed), [mine, 7, bad, clean]);
    assert.deepEqual(withProfile('nonsense', typed), [clean]);
  });

  it('changes an entry in its place, and keeps its other fields', () => {
    assert.deepEqual(withChanged([mine, bad], mine, typed), [{ ...clean, note: 'of the user' }, bad]);
    assert.deepEqual(withChanged([bad, 'odd', null], 'odd', typed), [bad, clean, null]);
  });

  it('loses one entry, of two that are the same the one that is not used', () => {
    assert.deepEqual(withoutProfile([mine, bad, { ...mine }, 7], mine), [mine, bad, 7]);
  });

  it('is left alone where the entry was changed meanwhile', () => {
    assert.equal(withChanged([mine], bad, typed), undefined);
    assert.equal(withoutProfile([{ ...mine, url: 'https://moved.example' }], mine), undefined);
  });

  it('takes a name that is there, of at most 100 characters and no other’s', () => {
    assert.equal(nameFault(t, '  ', []), 'Enter a name.');
    assert.equal(nameFault(t, ' Mine ', ['Mine']), 'Another profile has this name.');
    assert.equal(nameFault(t, 'x'.repeat(101), []), 'A name has at most 100 characters.');
    assert.equal(nameFault(t, 'x'.repeat(100), ['Mine']), undefined);
  });

  it('tells of each entry as written what it makes, or why it makes nothing', () => {
    const { entries } = readProfiles([mine, bad, { ...bad, name: 'Mine', url: mine.url }, null], cleanBaseUrl);
    assert.deepEqual(
      entries.map((entry) => ('reason' in entry ? entry.reason : entry.profile.origin)),
      [
        'https://mine.example',
        'Use https://. Plain http:// is only for this machine (localhost, 127.0.0.1, [::1]).',
        'Another profile has this name.',
        'The profile has no name.',
      ],
    );
    assert.deepEqual(
      entries.map(({ written }) => written),
      [mine, bad, { ...bad, name: 'Mine', url: mine.url }, null],
    );
  });

  it('tells in the language of the user why an entry makes nothing', () => {
    const shout = (message: string): string => message.toUpperCase();
    const { entries } = readProfiles([bad], (url) => cleanBaseUrl(url, shout), shout);
    assert.match('reason' in entries[0]! ? entries[0].reason : '', /^USE HTTPS/);
  });
});
