import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import { recommendationsQuery } from "@/api/processes";
import type { Process, Recommendation } from "@/api/types";
import { Button, ButtonLink } from "@/components/ui/button";
import { Icon } from "@/components/ui/icons";
import { InterlinkerLogo } from "@/components/ui/interlinker-logo";
import { Loading } from "@/components/ui/states";
import { difficultyText, natureText } from "@/components/ui/words";
import { useTexts } from "@/i18n";
import { sentenceOf, weightOf } from "@/lib/reasons";
import { UseButton } from "./use-button";

const few = 6;
const most = 50;

/** The Interlinkers that fit the task, each with its reasons. */
export function Recommendations({ process, item }: { process: Process; item: string }) {
  const { t, language } = useTexts();
  const [limit, setLimit] = useState(few);
  const query = useQuery(recommendationsQuery(process.id, item, language, limit));
  return (
    <section className="stack-s">
      <h3>{t("guide.recommended")}</h3>
      <Loading query={query} lines={4}>
        {(data) => {
          if (data.items.length === 0) {
            return (
              <div className="empty empty-small">
                <p><strong>{t("guide.none")}</strong> {t("guide.noneHint")}</p>
                <ButtonLink small to="/catalogue">{t("guide.catalogue")}</ButtonLink>
              </div>
            );
          }
          return (
            <>
              <p className="soft">{t(data.basis === "match" ? "guide.recommendedHint" : "guide.fallback")}</p>
              <ul className="cards recommendations">{data.items.map((one) => <Card key={one.interlinker.id} process={process} item={item} recommendation={one} />)}</ul>
              {data.total > data.items.length && limit < most && (
                <div><Button working={query.isPlaceholderData} onPress={() => setLimit(Math.min(most, limit + 12))}>{t("guide.more")}</Button></div>
              )}
            </>
          );
        }}
      </Loading>
    </section>
  );
}

function Card({ process, item, recommendation: { interlinker, reasons, generic } }: { process: Process; item: string; recommendation: Recommendation }) {
  const { t, format } = useTexts();
  const { name } = interlinker;
  return (
    <li className="card recommendation">
      <div className="recommendation-head">
        <InterlinkerLogo interlinker={interlinker} size={40} />
        <div className="grow">
          <h4><Link to={`/catalogue/interlinkers/${encodeURIComponent(interlinker.id)}`} lang={name.fallback ? name.language : undefined}>{name.text}</Link></h4>
          <p className="small soft">{natureText(interlinker.nature, t)}{interlinker.difficulty && ` · ${difficultyText(interlinker.difficulty, t)}`}{generic && ` · ${t("guide.general")}`}</p>
        </div>
      </div>
      <ul className="reasons" aria-label={t("guide.why")}>
        {reasons.map((reason) => {
          const sentence = sentenceOf(reason, t, format);
          const weight = weightOf(reason);
          return sentence && (
            <li key={reason.code} className={`reason-${weight}`} title={"matched" in reason ? format.list(reason.matched.map((one) => one.name.text)) : undefined}>
              <Icon name={weight === "for" ? "check" : "info"} size={16} />{sentence}
            </li>
          );
        })}
      </ul>
      <div className="row recommendation-foot">
        {interlinker.instantiable && !reasons.some((reason) => reason.code === "not_available") && <UseButton process={process} item={item} interlinker={interlinker} />}
        <ButtonLink small tone="quiet" to={`/catalogue/interlinkers/${encodeURIComponent(interlinker.id)}`} aria-label={t("guide.detailsOf", { name: name.text })}>{t("guide.details")}</ButtonLink>
      </div>
    </li>
  );
}
