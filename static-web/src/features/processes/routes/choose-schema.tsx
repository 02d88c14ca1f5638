import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Navigate, useNavigate, useParams, useSearchParams } from "react-router";
import { schemaQuery, schemasQuery } from "@/api/catalogue";
import { isProblem } from "@/api/problem";
import { applySchema, guideQuery, processQuery } from "@/api/processes";
import { isCurator, meQuery } from "@/api/session";
import type { Process, SchemaSummary } from "@/api/types";
import { Button, ButtonLink } from "@/components/ui/button";
import { PageHead } from "@/components/ui/page";
import { Pager } from "@/components/ui/pager";
import { SchemaOutline } from "@/components/ui/schema-outline";
import { EmptyState, Loading } from "@/components/ui/states";
import { LanguageMark } from "@/components/ui/text";
import { useTexts } from "@/i18n";
import { refusalText } from "@/lib/forms";
import { notices } from "@/lib/notices";
import "../processes.css";

/** Second step of a process: the schema that becomes its tree. */
export default function ChooseSchema() {
  const { id = "" } = useParams();
  const query = useQuery(processQuery(id));
  return (
    <Loading query={query}>
      {(process) => (process.hasTree ? <Navigate replace to={`/processes/${id}/guide`} /> : <Choose process={process} etag={process.etag} />)}
    </Loading>
  );
}

function Choose({ process, etag }: { process: Process; etag: string }) {
  const { t, language } = useTexts();
  const client = useQueryClient();
  const navigate = useNavigate();
  const me = useQuery(meQuery).data;
  const [parameters] = useSearchParams();
  const wanted = parameters.get("schema");
  const schemas = useInfiniteQuery(schemasQuery(language, ""));

  const apply = useMutation({
    mutationFn: (schema: string) => applySchema(process.id, schema, etag),
    onSuccess: async (guide) => {
      client.setQueryData(guideQuery(process.id, language).queryKey, guide);
      await navigate(`/processes/${process.id}/guide`, { replace: true });
      void client.invalidateQueries({ queryKey: ["process", process.id], exact: true });
      void client.invalidateQueries({ queryKey: ["processes"] });
      notices.show(t("processes.schema.applied"));
    },
    onError: (error) => {
      notices.show(refusalText(error, t), "harm");
      if (isProblem(error, 412) || isProblem(error, 409)) void client.invalidateQueries({ queryKey: ["process", process.id] });
    },
  });

  return (
    <>
      <PageHead title={t("processes.schema.title")} lead={t("processes.schema.intro", { name: process.name })} back={{ to: `/processes/${process.id}`, label: process.name }} />
      <Loading query={schemas}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items).sort((a, b) => Number(b.id === wanted) - Number(a.id === wanted));
          if (items.length === 0) {
            return (
              <EmptyState title={t("processes.schema.none")} actions={isCurator(me) && <ButtonLink tone="primary" to="/import">{t("processes.schema.import")}</ButtonLink>}>
                <p>{t("processes.schema.noneText")}</p>
              </EmptyState>
            );
          }
          return (
            <>
              <ul className="stack">
                {items.map((schema) => (
                  <SchemaChoice key={schema.id} schema={schema} open={schema.id === wanted || items.length === 1}
                    working={apply.isPending && apply.variables === schema.id} blocked={apply.isPending} onUse={() => apply.mutate(schema.id)} />
                ))}
              </ul>
              <Pager shown={items.length} total={pages[0]?.total ?? items.length} pages={schemas} />
            </>
          );
        }}
      </Loading>
    </>
  );
}

function SchemaChoice({ schema, open, working, blocked, onUse }: { schema: SchemaSummary; open: boolean; working: boolean; blocked: boolean; onUse: () => void }) {
  const { t, language } = useTexts();
  const [looking, setLooking] = useState(open);
  const detail = useQuery({ ...schemaQuery(schema.id, language), enabled: looking });
  const { name, description } = schema;
  return (
    <li className="card stack">
      <div className="schema-choice">
        <div className="stack-s">
          <h2 lang={name.fallback ? name.language : undefined}>{name.text}</h2>
          {name.fallback && <p><LanguageMark language={name.language} /></p>}
          {description && <p className="soft measure" lang={description.fallback ? description.language : undefined}>{description.text}</p>}
          <p className="small">{t("catalogue.schemas.counts", schema.counts)}</p>
        </div>
        <Button tone="primary" working={working} isDisabled={blocked && !working} onPress={onUse}>
          {working ? t("processes.schema.using") : t("processes.schema.use")}<span className="hidden">: {name.text}</span>
        </Button>
      </div>
      <details open={looking} onToggle={(event) => setLooking(event.currentTarget.open)}>
        <summary className="more-fields">{t("processes.schema.preview")}</summary>
        {looking && <Loading query={detail}>{(full) => <SchemaOutline phases={full.phases} />}</Loading>}
      </details>
    </li>
  );
}
