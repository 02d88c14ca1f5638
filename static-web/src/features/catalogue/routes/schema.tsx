import { useQuery } from "@tanstack/react-query";
import { useParams } from "react-router";
import { schemaQuery } from "@/api/catalogue";
import type { Schema } from "@/api/types";
import { ButtonLink } from "@/components/ui/button";
import { BackLink, useTitle } from "@/components/ui/page";
import { SchemaOutline } from "@/components/ui/schema-outline";
import { Loading } from "@/components/ui/states";
import { LanguageMark, Markdown } from "@/components/ui/text";
import { licenceText } from "@/components/ui/words";
import { useTexts } from "@/i18n";
import "../catalogue.css";

/** One schema with everything in it. */
export default function SchemaPage() {
  const { t, language } = useTexts();
  const { id = "" } = useParams();
  const query = useQuery(schemaQuery(id, language));
  return (
    <div className="stack">
      <BackLink to="/catalogue/schemas" label={t("catalogue.schemas.back")} />
      <Loading query={query} lines={8}>{(schema) => <Content schema={schema} />}</Loading>
    </div>
  );
}

function Content({ schema }: { schema: Schema }) {
  const { t } = useTexts();
  useTitle(schema.name.text);
  const { name, description } = schema;
  return (
    <div className="stack-l">
      <header className="stack-s">
        <div className="row-apart">
          <h1 lang={name.fallback ? name.language : undefined}>{name.text}</h1>
          <ButtonLink tone="primary" to={`/processes/new?schema=${encodeURIComponent(schema.id)}`}>{t("catalogue.schemas.use")}</ButtonLink>
        </div>
        {name.fallback && <p><LanguageMark language={name.language} /></p>}
        <p className="soft">{[t("catalogue.schemas.counts", schema.counts), schema.author && t("catalogue.schemas.author", { author: schema.author }), schema.licence && licenceText(schema.licence, t)].filter(Boolean).join(" · ")}</p>
      </header>
      {description && <Markdown text={description.text} language={description.fallback ? description.language : undefined} />}
      <section className="stack-s outline-box">
        <h2>{t("catalogue.schemas.tree")}</h2>
        <SchemaOutline phases={schema.phases} />
      </section>
    </div>
  );
}
