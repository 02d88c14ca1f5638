import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { Link } from "react-router";
import { Button } from "@/components/ui/button";
import { SearchField } from "@/components/ui/fields";
import { Loading } from "@/components/ui/states";
import { useTexts } from "@/i18n";
import { useRested } from "@/lib/hooks";
import { applicationTeamsQuery, teamChoiceQuery, useApplicationActions } from "../api/applications";

type Team = { id: string; name: string };
type ChoiceProps = { own: Team[]; adding: string | undefined; onAdd: (team: string) => void };

/** The teams that an application is in: what they may see in processes, it may. */
export function ApplicationTeams({ id }: { id: string }) {
  const { t } = useTexts();
  const { admit, dismiss } = useApplicationActions(id);
  const query = useQuery(applicationTeamsQuery(id));
  const heading = useRef<HTMLHeadingElement>(null);
  // The button that was pressed goes away with its team.
  const then = { onSuccess: () => heading.current?.focus() };
  return (
    <section className="stack">
      <h2 ref={heading} tabIndex={-1}>{t("apiAccess.teams.title")}</h2>
      <p className="measure soft">{t("apiAccess.teams.text")}</p>
      <Loading query={query} lines={2}>
        {({ items }) => (
          <>
            {items.length > 0 && (
              <ul className="rows">
                {items.map((team) => (
                  <li key={team.id} className="application-key">
                    <p className="application-what"><bdi>{team.name}</bdi></p>
                    <Button small working={dismiss.isPending && dismiss.variables === team.id} onPress={() => dismiss.mutate(team.id, then)} aria-label={t("apiAccess.teams.takeOut", { name: team.name })}>{t("apiAccess.teams.take")}</Button>
                  </li>
                ))}
              </ul>
            )}
            <h3>{t("apiAccess.teams.choose")}</h3>
            <TeamChoice own={items} adding={admit.isPending ? admit.variables : undefined} onAdd={(team) => admit.mutate(team, then)} />
          </>
        )}
      </Loading>
    </section>
  );
}

/** The teams that it is not in yet, to be searched. */
function TeamChoice({ own, adding, onAdd }: ChoiceProps) {
  const { t } = useTexts();
  const [text, setText] = useState("");
  const rested = useRested(text.trim());
  const query = useInfiniteQuery(teamChoiceQuery(rested));
  if (rested === "" && !query.isPlaceholderData && query.data?.pages[0]?.total === 0) {
    return <p>{t("apiAccess.teams.empty")} <Link to="/organizations">{t("apiAccess.teams.organizations")}</Link></p>;
  }
  return (
    <div className="stack-s application-choice">
      <SearchField label={t("apiAccess.teams.search")} value={text} onChange={setText} />
      <Loading query={query} lines={3}>
        {({ pages }) => {
          const others = pages.flatMap((page) => page.items).filter((team) => own.every((one) => one.id !== team.id));
          return (
            <>
              {others.length === 0 && !query.hasNextPage && <p role="status">{t("apiAccess.teams.none")}</p>}
              <ul className="rows">
                {others.map((team) => (
                  <li key={team.id} className="application-key">
                    <p className="application-what"><bdi>{team.name}</bdi></p>
                    <Button small working={adding === team.id} onPress={() => onAdd(team.id)} aria-label={t("apiAccess.teams.putInto", { name: team.name })}>{t("apiAccess.teams.add")}</Button>
                  </li>
                ))}
              </ul>
              {query.hasNextPage && <div><Button small working={query.isFetchingNextPage} onPress={() => void query.fetchNextPage()}>{t("shell.list.more")}</Button></div>}
            </>
          );
        }}
      </Loading>
    </div>
  );
}
