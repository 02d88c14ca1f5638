import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const backend = process.env.INTERLINK_BACKEND ?? "http://localhost:7071";

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  server: { host: "127.0.0.1", proxy: { "/api": backend, "/.auth": backend } },
  preview: { host: "127.0.0.1", proxy: { "/api": backend, "/.auth": backend } },
  build: {
    target: ["es2020", "safari15"],
    manifest: true,
    // Nothing is inlined: the content security policy allows scripts, styles and fonts from this origin only.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  test: {
    environment: "happy-dom",
    // The tests' server listens on a port of its own.
    environmentOptions: { happyDOM: { settings: { fetch: { disableSameOriginPolicy: true } } } },
    include: ["src/**/*.test.{ts,tsx}"],
    setupFiles: ["src/testing/setup.ts"],
    restoreMocks: true,
    testTimeout: 60_000,
  },
});
