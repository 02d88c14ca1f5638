import { useEffect } from "react";
import type { TenantFace } from "@/api/types";
import { speak } from "@/i18n/terms";
import { shades } from "@/lib/colour";

/** Shows the pages in the tenant's colour and words; shows nothing itself. */
export default function Branding({ face }: { face: TenantFace }) {
  const { accent, terminology } = face;
  useEffect(() => {
    if (!accent) return undefined;
    const all = Object.entries(shades(accent));
    const { style } = document.documentElement;
    all.forEach(([name, value]) => style.setProperty(name, value));
    return () => all.forEach(([name]) => style.removeProperty(name));
  }, [accent]);
  useEffect(() => {
    speak(terminology);
    return () => speak({});
  }, [terminology]);
  return null;
}
