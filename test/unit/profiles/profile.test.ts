import assert from 'node:assert/strict';
import { cleanBaseUrl } from '../../../src/core/api/baseUrl';
import { cropPhotoProfile, localhostProfile, readProfiles } from '../../../src/core/profiles/profile';

const names = (setting: unknown): string[] =>
  readProfiles(setting, cleanBaseUrl).profiles.map((profile) => profile.name);

describe('profiles', () => {
  it('are the three built in, then the user’s own', () => {
    const own = [{ name: 'Staging', url: 'https://staging.example/v1/' }];
    assert.deepEqual(names(own), ['Crop.photo', 'Localhost', 'Sample jobs', 'Staging']);
    assert.deepEqual(readProfiles(own, cleanBaseUrl).profiles.at(-1), {
      kind: 'remote',
      name: 'Staging',
      baseUrl: 'https://staging.example/v1',
      origin: 'https://staging.example',
    });
  });

  it('built in have URLs that their own rules accept', () => {
    for (const { baseUrl, origin } of [cropPhotoProfile, localhostProfile]) {
      assert.deepEqual(cleanBaseUrl(baseUrl), { baseUrl, origin });
    }
  });

  it('that cannot be used are told, not used: no built-in can be replaced', () => {
    const setting = [
      { name: 'Crop.photo', url: 'https://trap.example' },
      { name: '', url: 'https://a.example' },
      { name: 'no url' },
      { name: 'plain', url: 'http://a.example' },
      null,
      7,
    ];
    const read = readProfiles(setting, cleanBaseUrl);
    assert.equal(read.profiles.length, 3);
    assert.equal(read.problems.length, 6);
    assert.deepEqual(names('nonsense'), ['Crop.photo', 'Localhost', 'Sample jobs']);
  });
});
