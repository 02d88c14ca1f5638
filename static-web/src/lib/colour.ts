/** Colours as the server judges them: sRGB, relative luminance, contrast ratio (WCAG 2.2). The grounds are those of styles/tokens.css. */
export const grounds = { light: ["#fbfbf9", "#ffffff", "#f2f4f1"], dark: ["#0f1615", "#162020", "#0b1110"] } as const;
export type Ground = keyof typeof grounds;

/** The least contrast of text on its ground. */
export const leastContrast = 4.5;

type Parts = [number, number, number];

export const isColour = (text: string) => /^#[0-9a-f]{6}$/i.test(text);

const parts = (colour: string): Parts => [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16)) as Parts;
const linear = (part: number) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4);

function luminance(colour: string): number {
  const [red, green, blue] = parts(colour).map(linear) as Parts;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** From 1 (the same) to 21 (black and white). */
export function contrast(one: string, other: string): number {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** The least contrast with any ground of a theme. */
export const contrastOn = (colour: string, ground: Ground) => Math.min(...grounds[ground].map((one) => contrast(colour, one)));

export function mixed(one: string, other: string, share: number): string {
  const [a, b] = [parts(one), parts(other)];
  return `#${a.map((part, i) => Math.round(part + ((b[i] ?? 0) - part) * share).toString(16).padStart(2, "0")).join("")}`;
}

/** The colour with as little white in it as it takes to be read on dark ground. */
export function brightened(colour: string): string {
  let percent = 0;
  while (contrastOn(mixed(colour, "#ffffff", percent / 100), "dark") < leastContrast) percent++;
  return mixed(colour, "#ffffff", percent / 100);
}

/** A tint of a ground on which the colour can still be read. */
function soft(colour: string, ground: string): string {
  for (const share of [0.12, 0.08, 0.05, 0.02]) {
    const tint = mixed(ground, colour, share);
    if (contrast(colour, tint) >= leastContrast) return tint;
  }
  return ground;
}

/** Every shade that pages need of an accent, as custom properties. */
export const shades = ({ light, dark }: { light: string; dark: string }): Record<string, string> => ({
  "--accent-light": light,
  "--accent-light-strong": mixed(light, "#000000", 0.3),
  "--accent-light-soft": soft(light, "#ffffff"),
  "--accent-dark": dark,
  "--accent-dark-strong": mixed(dark, "#ffffff", 0.35),
  "--accent-dark-soft": soft(dark, "#162020"),
  "--accent-dark-ink": "#0b1110",
});
