import js from "@eslint/js";
import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

const slices = ["account", "home", "catalogue", "imports", "operations", "processes", "guide", "assets"];

export default tseslint.config(
  { ignores: ["dist", "node_modules", "src/api/schema.d.ts"] },
  js.configs.recommended,
  ...tseslint.configs.strict,
  reactHooks.configs.flat.recommended,
  {
    rules: {
      "no-console": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-non-null-assertion": "error",
      "max-lines": ["error", { max: 300 }],
    },
  },
  // A feature imports only itself, components/ui, lib and api.
  ...slices.map((slice) => ({
    files: [`src/features/${slice}/**`],
    rules: {
      "no-restricted-imports": ["error", {
        patterns: [
          { group: ["@/app/*"], message: "A feature does not know the app around it." },
          { group: slices.filter((other) => other !== slice).map((other) => `@/features/${other}/*`), message: "A feature does not import another feature." },
        ],
      }],
    },
  })),
  {
    files: ["src/testing/*.mjs", "scripts/*.mjs"],
    languageOptions: { globals: { process: "readonly", console: "readonly", URL: "readonly", Buffer: "readonly", setTimeout: "readonly" } },
    rules: { "no-console": "off" },
  },
);
