import type { InterlinkerSummary } from "@/api/types";
import { safeLink } from "@/lib/links";
import { Icon } from "./icons";

/** The entry's own picture, or a sign for its kind. */
export function InterlinkerLogo({ interlinker, size = 44 }: { interlinker: Pick<InterlinkerSummary, "logo" | "nature">; size?: number }) {
  const logo = safeLink(interlinker.logo);
  return (
    <span className={`logo logo-${interlinker.nature.includes("software") ? "software" : "knowledge"}`} style={{ width: size, height: size }}>
      {logo ? <img src={logo} alt="" loading="lazy" width={size} height={size} /> : <Icon name={interlinker.nature.includes("software") ? "globe" : "file"} size={size / 2} />}
    </span>
  );
}
