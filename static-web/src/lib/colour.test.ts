import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { brightened, contrast, contrastOn, grounds, leastContrast, shades } from "./colour";

it.each([["#000000", "#ffffff", 21], ["#767676", "#ffffff", 4.54], ["#777777", "#ffffff", 4.48], ["#0000ff", "#ffffff", 8.59]])("The contrast of %s and %s is %d", (one, other, ratio) => {
  expect(contrast(one, other)).toBeCloseTo(ratio, 2);
});

it("The grounds are those of the pages", () => {
  const tokens = readFileSync(join(import.meta.dirname, "../styles/tokens.css"), "utf8");
  const found = [...tokens.matchAll(/--(?:paper|surface|sunken): (#[0-9a-f]{6});/g)].map((match) => match[1]);
  expect(found).toEqual([...grounds.light, ...grounds.dark, ...grounds.dark]);
});

it("Whatever colour can be read in the light has shades that can be read wherever they stand", () => {
  for (let hue = 0; hue < 4096; hue += 7) {
    const light = `#${[hue >> 8, (hue >> 4) & 15, hue & 15].map((part) => (part * 17).toString(16).padStart(2, "0")).join("")}`;
    if (contrastOn(light, "light") < leastContrast) continue;
    const all = shades({ light, dark: brightened(light) });
    const pairs = [["--accent-light", "--accent-light-soft"], ["--accent-dark", "--accent-dark-soft"], ["--accent-dark", "--accent-dark-ink"], ["--accent-dark-strong", "--accent-dark-ink"]] as const;
    for (const [text, ground] of pairs) expect(contrast(all[text] ?? "", all[ground] ?? ""), `${light}: ${text} on ${ground}`).toBeGreaterThanOrEqual(leastContrast);
    expect(contrast(all["--accent-light-strong"] ?? "", "#ffffff")).toBeGreaterThanOrEqual(leastContrast);
  }
});
