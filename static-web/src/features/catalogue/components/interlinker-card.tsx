import { Link } from "react-router";
import type { InterlinkerSummary } from "@/api/types";
import { Icon } from "@/components/ui/icons";
import { InterlinkerLogo } from "@/components/ui/interlinker-logo";
import { LanguageMark } from "@/components/ui/text";
import { difficultyText, natureText } from "@/components/ui/words";
import { useTexts } from "@/i18n";

export function InterlinkerCard({ interlinker }: { interlinker: InterlinkerSummary }) {
  const { t, format } = useTexts();
  const { name, description, rating } = interlinker;
  return (
    <li className="card card-link entry-card">
      <div className="entry-card-head">
        <InterlinkerLogo interlinker={interlinker} />
        <div className="grow">
          <h2><Link to={`/catalogue/interlinkers/${encodeURIComponent(interlinker.id)}`} lang={name.fallback ? name.language : undefined}>{name.text}</Link></h2>
          <p className="small soft">{natureText(interlinker.nature, t)}{interlinker.difficulty && ` · ${difficultyText(interlinker.difficulty, t)}`}</p>
        </div>
      </div>
      {description && <p className="entry-card-text" lang={description.fallback ? description.language : undefined}>{description.text}</p>}
      <div className="row entry-card-foot">
        {name.fallback ? <LanguageMark language={name.language} /> : <span className="small soft">{interlinker.languages.map((code) => code.toUpperCase()).join(", ")}</span>}
        {rating && rating.count > 0 && <span className="row small soft rating" title={t("catalogue.rating", { average: format.number(rating.average), count: rating.count })}><Icon name="star" size={16} />{format.number(rating.average)}</span>}
      </div>
    </li>
  );
}
