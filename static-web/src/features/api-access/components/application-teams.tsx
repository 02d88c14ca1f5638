import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { SelectField } from "@/components/ui/fields";
import { useTexts } from "@/i18n";
import { applicationTeamsQuery, everyTeamQuery, useApplicationActions } from "../api/applications";

/** The teams that an application is in: what they may see in processes, it may. */
export function ApplicationTeams({ id }: { id: string }) {
  const { t } = useTexts();
  const { admit, dismiss } = useApplicationActions(id);
  const own = useQuery(applicationTeamsQuery(id)).data?.items ?? [];
  const others = (useQuery(everyTeamQuery).data?.items ?? []).filter((team) => own.every((one) => one.id !== team.id));
  const [chosen, setChosen] = useState("");
  return (
    <section className="stack">
      <h2>{t("apiAccess.teams.title")}</h2>
      <p className="measure soft">{t("apiAccess.teams.text")}</p>
      {own.length > 0 && (
        <ul className="rows">
          {own.map((team) => (
            <li key={team.id} className="application-key">
              <p className="application-what"><bdi>{team.name}</bdi></p>
              <Button small working={dismiss.isPending} onPress={() => dismiss.mutate(team.id)} aria-label={t("apiAccess.teams.takeOut", { name: team.name })}>{t("apiAccess.teams.take")}</Button>
            </li>
          ))}
        </ul>
      )}
      {others.length > 0 && (
        <form className="application-admit" onSubmit={(event) => { event.preventDefault(); if (chosen) admit.mutate(chosen, { onSuccess: () => setChosen("") }); }}>
          <SelectField name="team" label={t("apiAccess.teams.choose")} placeholder={t("apiAccess.teams.none")} value={chosen} onChange={setChosen} options={others.map((team) => ({ value: team.id, label: team.name }))} />
          <Button type="submit" working={admit.isPending} isDisabled={!chosen}>{t("apiAccess.teams.add")}</Button>
        </form>
      )}
    </section>
  );
}
