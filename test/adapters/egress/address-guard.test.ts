import { expect, test } from 'vitest';
import { isInnerAddress } from '../../../src/adapters/egress/address-guard.ts';

test.each([
  '127.0.0.1',
  '10.1.2.3',
  '172.31.255.255',
  '192.168.0.1',
  '169.254.169.254',
  '100.64.0.1',
  '0.0.0.0',
  '224.0.0.1',
  '255.255.255.255',
  '::1',
  '::',
  '::ffff:127.0.0.1',
  '::ffff:10.0.0.1',
  '::ffff:7f00:1',
  '::127.0.0.1',
  'fe80::1',
  'fd00::1',
  'ff02::1',
  '64:ff9b::7f00:1',
  '2002:7f00:1::',
])('%s leads inside', (address) => {
  expect(isInnerAddress(address)).toBe(true);
});

test.each(['1.1.1.1', '172.32.0.1', '100.128.0.1', '11.0.0.1', '2606:4700::1', '::ffff:1.1.1.1'])(
  '%s leads outside',
  (address) => {
    expect(isInnerAddress(address)).toBe(false);
  },
);
