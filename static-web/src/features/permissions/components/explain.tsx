import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Guide } from "@/api/types";
import { SelectField } from "@/components/ui/fields";
import { Loading } from "@/components/ui/states";
import { useTexts } from "@/i18n";
import { explanationQuery, rightNames, type Explanation, type RightName, type Verdict } from "../api/permissions";
import { PersonField } from "./person-field";
import { placeOptions } from "./places";

/** Choose somebody and a place: what the person may do there, and which permission says so. Those who do not administer the process ask about themselves. */
export function Explain({ guide }: { guide: Guide }) {
  const { t } = useTexts();
  const others = guide.process.administers;
  const [person, setPerson] = useState("");
  const [item, setItem] = useState("");
  const query = useQuery({ ...explanationQuery(guide.process.id, person || undefined, item), enabled: !others || !!person });
  return (
    <section className="stack" aria-labelledby="explain-head">
      <h2 id="explain-head">{t(others ? "permissions.explain" : "permissions.explainMine")}</h2>
      <p className="soft measure">{t(others ? "permissions.explainText" : "permissions.explainMineText")}</p>
      <div className="stack narrow">
        {others && <PersonField process={guide.process.id} name="whose" person={person} onChange={setPerson} hint={t("permissions.peopleHint")} />}
        <SelectField name="explained-place" label={t("permissions.where")} value={item} onChange={setItem} options={placeOptions(guide.items, t("permissions.whole"))} />
      </div>
      <div aria-live="polite">
        {(!others || person) && <Loading query={query} lines={3}>{(explanation) => <Answer guide={guide} explanation={explanation} mine={!others} />}</Loading>}
      </div>
    </section>
  );
}

function Answer({ guide, explanation, mine }: { guide: Guide; explanation: Explanation; mine: boolean }) {
  const { t } = useTexts();
  const name = explanation.person.name;
  if (!explanation.seesProcess) return <p className="callout callout-attention">{t("permissions.sentences.unseen", { name })}</p>;
  return (
    <div className="panel stack-s">
      {explanation.suspended && <p className="callout callout-attention">{t("permissions.sentences.suspended", { name })}</p>}
      <ul className="stack-s">
        {rightNames.map((right) => (
          <li key={right} className="permission-sentence">
            <span className={explanation[right].granted ? "permission-yes" : "permission-no"}>{t(explanation[right].granted ? "permissions.yes" : "permissions.no")}</span>
            <span><Sentence guide={guide} right={right} verdict={explanation[right]} name={mine ? "" : name} /></span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** One right in one sentence. An empty name is the reader's own. */
function Sentence({ guide, right, verdict, name }: { guide: Guide; right: RightName; verdict: Verdict; name: string }) {
  const { t } = useTexts();
  const place = verdict.item ? (guide.items.find((one) => one.id === verdict.item)?.name ?? t("permissions.goneItem")) : t("permissions.whole");
  const values = { who: name ? "other" : "me", name, right: t(`permissions.may.${right}`), team: verdict.team?.name ?? t("permissions.goneTeam"), place };
  const word = verdict.ground === "process_administrator" ? "administrator" : verdict.ground === "no_permission" ? "none" : verdict.granted ? "yes" : "no";
  return <>{t(`permissions.sentences.${word}`, values)}</>;
}
