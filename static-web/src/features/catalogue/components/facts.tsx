import type { Interlinker } from "@/api/types";
import { difficultyText, humanize, licenceText } from "@/components/ui/words";
import { useTexts } from "@/i18n";

export function Facts({ interlinker }: { interlinker: Interlinker }) {
  const { t, format } = useTexts();
  const facts: [string, string | undefined][] = [
    [t("catalogue.entry.form"), interlinker.form && humanize(interlinker.form)],
    [t("catalogue.entry.difficulty"), interlinker.difficulty && difficultyText(interlinker.difficulty, t)],
    [t("catalogue.entry.licence"), interlinker.licence && licenceText(interlinker.licence, t)],
    [t("catalogue.entry.languages"), format.list(interlinker.languages.map(format.language))],
    [t("catalogue.entry.targets"), format.list(interlinker.targets.map(humanize))],
    [t("catalogue.entry.scopes"), format.list(interlinker.administrativeScopes.map(humanize))],
    [t("catalogue.entry.sustainability"), interlinker.isSustainabilityRelated ? t("catalogue.entry.sustainabilityYes") : undefined],
    [t("catalogue.entry.tags"), interlinker.tags.join(", ")],
    [t("catalogue.entry.version"), format.number(interlinker.version)],
  ];
  return (
    <section className="card stack-s">
      <h2>{t("catalogue.entry.facts")}</h2>
      <dl className="facts">
        {facts.filter(([, value]) => value).map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}
      </dl>
    </section>
  );
}
