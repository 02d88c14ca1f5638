import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import { cancelErasure, erasuresQuery } from "@/api/privacy";
import type { Erasure } from "@/api/types";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/dialog";
import { useTitle } from "@/components/ui/page";
import { Pager } from "@/components/ui/pager";
import { EmptyState, Loading } from "@/components/ui/states";
import { useTexts } from "@/i18n";
import { refusalText } from "@/lib/forms";
import { notices } from "@/lib/notices";

/** Who asked to be erased, what is under way, what is done. */
export default function Erasures() {
  const { t } = useTexts();
  useTitle(t("privacy.desk.erasures"));
  const query = useInfiniteQuery(erasuresQuery);
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Loading query={query}>
      {({ pages: [first] }) => (items.length === 0 || !first ? (
        <EmptyState title={t("privacy.erasures.empty.title")}><p>{t("privacy.erasures.empty.text")}</p></EmptyState>
      ) : (
        <section className="stack" aria-labelledby="erasures">
          <h2 id="erasures">{t("privacy.erasures.title")}</h2>
          <p className="measure soft">{t("privacy.erasures.text")}</p>
          <ul className="rows">{items.map((one) => <Row key={one.id} erasure={one} />)}</ul>
          <Pager shown={items.length} total={first.total} pages={query} />
        </section>
      ))}
    </Loading>
  );
}

function Row({ erasure }: { erasure: Erasure }) {
  const { t, format } = useTexts();
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const cancel = useMutation({
    mutationFn: () => cancelErasure(erasure.id),
    onSuccess: () => notices.show(t("privacy.erasures.canceled")),
    onError: (error) => notices.show(refusalText(error, t), "harm"),
    onSettled: () => {
      setAsking(false);
      void client.invalidateQueries({ queryKey: erasuresQuery.queryKey });
    },
  });
  return (
    <li className="copy">
      <span>
        <strong>{erasure.name}</strong> <span className="tag">{t(`privacy.erasures.states.${erasure.state}`)}</span>
        <span className="small soft block">
          {t(erasure.byAdministrator ? "privacy.erasures.byAdministrator" : "privacy.erasures.byPerson", { date: format.moment(erasure.requestedAt) })}
          {erasure.state === "waiting" && ` ${t("privacy.erasures.due", { date: format.moment(erasure.dueAt) })}`}
          {erasure.endedAt && ` ${t("privacy.erasures.ended", { date: format.moment(erasure.endedAt) })}`}
        </span>
      </span>
      <span className="row">
        <Link to={`/operations/${erasure.operation}`}>{t("privacy.erasures.operation")}</Link>
        {erasure.state === "waiting" && <Button small onPress={() => setAsking(true)}>{t("privacy.erasures.cancel")}</Button>}
      </span>
      <ConfirmDialog title={t("privacy.erasures.question", { name: erasure.name })} text={t("privacy.erasures.follows")} confirm={t("privacy.erasures.cancel")} keep={t("privacy.erasures.let")}
        open={asking} working={cancel.isPending} onConfirm={() => cancel.mutate()} onClose={() => setAsking(false)} />
    </li>
  );
}
