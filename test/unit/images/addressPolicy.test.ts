import assert from 'node:assert/strict';
import { isPrivateHost } from '../../../src/core/images/addressPolicy';

const ofHere = [
  'localhost',
  'LOCALHOST.',
  'a.localhost',
  'printer.local',
  '127.0.0.1',
  '127.9.9.9',
  '0.0.0.0',
  '10.1.2.3',
  '100.64.0.1',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '198.18.0.1',
  '224.0.0.1',
  '255.255.255.255',
  '[::1]',
  '[::]',
  '::1',
  'fe80::1%eth0',
  'fd00::1',
  'ff02::1',
  '[::ffff:127.0.0.1]',
  '::ffff:a00:1',
  '64:ff9b::10.0.0.1',
  '2002:c0a8:101::1',
  '::127.0.0.1',
  '1:2:3',
];

const ofTheInternet = [
  'example.com',
  '8.8.8.8',
  '172.32.0.1',
  '100.128.0.1',
  '192.169.0.1',
  '11.0.0.1',
  '2606:4700::1111',
  '[2606:4700::1111]',
  '::ffff:8.8.8.8',
  '64:ff9b::8.8.8.8',
  'notlocalhost',
];

describe('an address', () => {
  for (const host of ofHere)
    it(`of this machine or its network: ${host}`, () => assert.equal(isPrivateHost(host), true));
  for (const host of ofTheInternet) it(`of the internet: ${host}`, () => assert.equal(isPrivateHost(host), false));
});
