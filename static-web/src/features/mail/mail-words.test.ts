import { readdirSync } from "node:fs";
import { resolve } from "node:path";
import i18next from "i18next";
import { expect, it } from "vitest";
import { templates, templateText } from "./components/mail-words";

// Text files beginning with an underscore are parts of others.
const files = readdirSync(resolve(import.meta.dirname, "../../../../shared/Interlink.Core/Mail/Texts/en")).filter((file) => !file.startsWith("_"));

it("Every mail that the server can write has a name here, and no other", () => {
  expect([...templates].sort()).toEqual(files.map((file) => file.replace(/\.txt$/, "")).sort());
});

it("A mail that this version does not know is called as the server calls it", () => {
  expect(templateText("endpoint-disabled", i18next.t)).toBe("Webhook endpoint disabled");
  expect(templateText("something-new", i18next.t)).toBe("something new");
});
