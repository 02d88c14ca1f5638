import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { operationsQuery } from "@/api/operations";
import type { Operation } from "@/api/types";
import { PageHead } from "@/components/ui/page";
import { Pager } from "@/components/ui/pager";
import { ProgressBar } from "@/components/ui/progress";
import { EmptyState, Loading } from "@/components/ui/states";
import { useTexts } from "@/i18n";

const live = (operations: Operation[]) => operations.some((one) => one.status === "running" || one.status === "not_started");

/** All long work of the tenant. */
export default function Operations() {
  const { t } = useTexts();
  const query = useInfiniteQuery({
    ...operationsQuery,
    refetchInterval: (state) => (live(state.state.data?.pages.flatMap((page) => page.items) ?? []) ? 3000 : false),
  });
  return (
    <>
      <PageHead title={t("imports.operations.title")} lead={t("imports.operations.intro")} />
      <Loading query={query}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length === 0) return <EmptyState title={t("imports.operations.empty")} />;
          return (
            <>
              <Table operations={items} />
              <Pager shown={items.length} total={pages[0]?.total ?? items.length} pages={query} />
            </>
          );
        }}
      </Loading>
    </>
  );
}

function Table({ operations }: { operations: Operation[] }) {
  const { t, format } = useTexts();
  return (
    <div className="table panel" tabIndex={0} role="region" aria-label={t("imports.operations.title")}>
      <table>
        <thead>
          <tr>{(["kind", "status", "progress", "created", "updated"] as const).map((column) => <th key={column} scope="col">{t(`imports.operations.${column}`)}</th>)}</tr>
        </thead>
        <tbody>
          {operations.map((operation) => {
            const name = operation.kind === "catalogue-import" ? t("imports.operations.kinds.catalogue-import") : operation.kind;
            return (
              <tr key={operation.id}>
                <th scope="row">{operation.kind === "catalogue-import" ? <Link to={`/import/${operation.id}`}>{name}</Link> : name}</th>
                <td>
                  {t(`imports.operations.statuses.${operation.status}`)}
                  {operation.error && <p className="field-error">{operation.error.detail}</p>}
                </td>
                <td>{operation.progress && operation.progress.total > 0 && <ProgressBar label={name} value={(100 * operation.progress.done) / operation.progress.total} />}</td>
                <td className="nowrap">{format.moment(operation.createdAt)}</td>
                <td className="nowrap">{format.ago(operation.updatedAt)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
