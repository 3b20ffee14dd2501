/** The little of YAML 1.2 that configurations need: blocks for tables and lists, JSON for everything in them. */

export type YamlValue =
  string | number | boolean | null | readonly YamlValue[] | { readonly [key: string]: YamlValue };

/** @param value a table or a list; keys must be plain words */
export function yaml(value: YamlValue): string {
  return `${block(value, '').join('\n')}\n`;
}

function block(value: YamlValue, indent: string): string[] {
  if (Array.isArray(value)) {
    return value.flatMap((one: YamlValue) => {
      if (!hasParts(one)) return [`${indent}- ${scalar(one)}`];
      const [first = '', ...rest] = block(one, `${indent}  `);
      return [`${indent}- ${first.trimStart()}`, ...rest];
    });
  }
  return Object.entries(value as { [key: string]: YamlValue }).flatMap(([key, one]) =>
    hasParts(one) ? [`${indent}${key}:`, ...block(one, `${indent}  `)] : [`${indent}${key}: ${scalar(one)}`],
  );
}

const hasParts = (value: YamlValue): boolean =>
  typeof value === 'object' && value !== null && Object.keys(value).length > 0;

function scalar(value: YamlValue): string {
  if (typeof value === 'string') return PLAIN.test(value) ? value : JSON.stringify(value);
  // YAML 1.1, which Python still reads, takes 1e-8 for a text: a number with an exponent needs a point.
  if (typeof value === 'number') return String(value).replace(/^(-?\d+)e/, '$1.0e');
  return JSON.stringify(value);
}

/** Words that no reader takes for anything but a text. */
const PLAIN = /^(?!(true|false|null|yes|no|on|off|y|n)$)[a-z_][a-z0-9_./-]*$/i;
