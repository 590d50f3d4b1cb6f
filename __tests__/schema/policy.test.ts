/** schema/policy.schema.json and the parser accept the same policies. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { dump } from 'js-yaml';
import { parsePolicy } from '../../src/documents/policy-document.js';
import { Diagnostics } from '../../src/model/diagnostic.js';

const ROOT = new URL('../../', import.meta.url);
const schema = JSON.parse(readFileSync(new URL('schema/policy.schema.json', ROOT), 'utf8'));
const ajv = new Ajv({ strict: true, allowUnionTypes: true, formats: { regex: isPattern } });
const accepts = ajv.compile(schema);

function isPattern(text: string): boolean {
  try {
    return new RegExp(text, 'u') !== undefined;
  } catch {
    return false;
  }
}

function problemsIn(text: string): string[] {
  const diagnostics = new Diagnostics();
  parsePolicy(text, false, diagnostics);
  return diagnostics.problems.map(({ message }) => message);
}

test('the policies of the documentation are valid', () => {
  const page = readFileSync(new URL('docs/policy.md', ROOT), 'utf8');
  const policies = [...page.matchAll(/^```yaml\n(.*?)^```/gms)].map(([, text = '']) => text);
  const whole = policies.filter((text) => !text.includes('uses:'));
  expect(whole.length).toBeGreaterThan(3);
  for (const text of whole) expect({ text, problems: problemsIn(text) }).toEqual({ text, problems: [] });
});

describe('the schema and the parser agree', () => {
  const text = fc.oneof(
    fc.string(),
    fc.constantFrom('20', '10%', '101%', 'true', 'null', 'SHOP-\\d+', '(', '*', '12'),
  );
  const scalar = fc.oneof(text, fc.integer(), fc.boolean(), fc.constantFrom(null, 1.5, 0, 90, 1e3));
  const item = fc.oneof(
    scalar,
    fc.array(scalar, { maxLength: 1 }),
    fc.dictionary(fc.constantFrom('testCaseId', 'name', 'namePattern', 'suite', 'machine', 'suit'), scalar),
  );
  const policy = fc.record(
    {
      maxOverrides: fc.oneof(
        scalar,
        fc.nat(200).map((percent) => `${percent}%`),
      ),
      commentPattern: scalar,
      protected: fc.oneof(scalar, fc.array(item, { maxLength: 3 })),
      requireUntil: scalar,
      maxDays: fc.oneof(scalar, fc.nat(200_000)),
      allow: scalar,
    },
    { requiredKeys: [] },
  );

  test.each([
    ['JSON', (value: unknown) => JSON.stringify(value)],
    ['YAML', (value: unknown) => dump(value)],
  ])('about policies in %s', (_, write) => {
    const property = fc.property(policy, (value) => {
      const written = write(value);
      expect({ written, isValid: problemsIn(written).length === 0 }).toEqual({
        written,
        isValid: accepts(value),
      });
    });
    fc.assert(property, { numRuns: 1_000 });
  });

  test('about lists and words', () => {
    for (const value of [[], ['maxDays'], 'strict', 3, true, null]) {
      expect(accepts(value)).toBe(false);
      expect(problemsIn(JSON.stringify(value))).not.toEqual([]);
    }
  });
});
