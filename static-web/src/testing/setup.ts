import { cleanup, configure } from "@testing-library/react";
import { afterEach } from "vitest";
import { startTexts, withTexts } from "@/i18n";
import { setPatience } from "@/api/client";

// Waiting is not what is tested.
setPatience(1);
configure({ asyncUtilTimeout: 30_000 });
await startTexts("en");
await withTexts(() => Promise.resolve())();
afterEach(() => {
  cleanup();
  sessionStorage.clear();
});
