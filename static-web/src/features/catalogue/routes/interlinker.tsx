import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState, type ReactNode } from "react";
import { Link, useParams } from "react-router";
import { interlinkerQuery } from "@/api/catalogue";
import type { Interlinker, Localized } from "@/api/types";
import { Button, ButtonAnchor } from "@/components/ui/button";
import { Icon } from "@/components/ui/icons";
import { InterlinkerLogo } from "@/components/ui/interlinker-logo";
import { BackLink, useTitle } from "@/components/ui/page";
import { Loading } from "@/components/ui/states";
import { LanguageMark, Markdown, Phrase } from "@/components/ui/text";
import { natureText } from "@/components/ui/words";
import { useTexts } from "@/i18n";
import { safeLink } from "@/lib/links";
import { Facts } from "../components/facts";
import { Gallery } from "../components/gallery";
import "../catalogue.css";

const UseInTask = lazy(() => import("../components/use-in-task"));

/** One Interlinker: what it helps with, how it looks, how it is used, what comes with it. */
export default function InterlinkerPage() {
  const { t, language } = useTexts();
  const { id = "" } = useParams();
  const query = useQuery(interlinkerQuery(id, language));
  return (
    <div className="stack">
      <BackLink to="/catalogue" label={t("catalogue.entry.back")} />
      <Loading query={query} lines={8}>{(interlinker) => <Entry interlinker={interlinker} />}</Loading>
    </div>
  );
}

function Entry({ interlinker }: { interlinker: Interlinker }) {
  const { t, language, format } = useTexts();
  useTitle(interlinker.name.text);
  const { name } = interlinker;
  const about = interlinker.descriptionMarkdown ?? interlinker.description;
  const link = safeLink(interlinker.instructionsLink?.text);
  return (
    <>
      <header className="entry-head">
        <InterlinkerLogo interlinker={interlinker} size={64} />
        <div className="grow">
          <h1 lang={name.fallback ? name.language : undefined}>{name.text}</h1>
          <p className="soft">{natureText(interlinker.nature, t)}</p>
        </div>
      </header>
      {name.fallback && <p className="row callout callout-attention"><Icon name="globe" />{t("catalogue.entry.fallback", { wanted: format.language(language), language: format.language(name.language) })}</p>}
      <div className="entry-grid">
        <div className="stack-l">
          {interlinker.problemProfiles.length > 0 && (
            <Section title={t("catalogue.entry.helpsWith")}>
              <ul className="helps">
                {interlinker.problemProfiles.map((profile) => (
                  <li key={profile.id}><Icon name="check" size={18} /><Link to={`/catalogue?profile=${encodeURIComponent(profile.id)}`}><Phrase text={profile.name} mark={false} /></Link></li>
                ))}
              </ul>
            </Section>
          )}
          <TextSection title={t("catalogue.entry.overview")} text={interlinker.overview} />
          <TextSection title={t("catalogue.entry.about")} text={about} />
          {interlinker.snapshots.length > 0 && <Section title={t("catalogue.entry.snapshots")}><Gallery snapshots={interlinker.snapshots} /></Section>}
          <TextSection title={t("catalogue.entry.instructions")} text={interlinker.instructions} />
          {link && <p><a href={link} target="_blank" rel="noopener noreferrer">{t("catalogue.entry.instructionsElsewhere")}</a></p>}
          <TextSection title={t("catalogue.entry.constraints")} text={interlinker.constraints} />
          <TextSection title={t("catalogue.entry.regulations")} text={interlinker.regulations} />
        </div>
        <aside className="stack">
          <UseCard interlinker={interlinker} />
          {interlinker.templates.length > 0 && <Templates interlinker={interlinker} />}
          <Facts interlinker={interlinker} />
        </aside>
      </div>
    </>
  );
}

function UseCard({ interlinker }: { interlinker: Interlinker }) {
  const { t } = useTexts();
  const [using, setUsing] = useState(false);
  const site = safeLink(interlinker.externalUri?.text);
  return (
    <section className="card stack-s">
      <h2>{t("catalogue.entry.useTitle")}</h2>
      {interlinker.instantiable ? (
        <>
          <p className="small soft">{t("catalogue.entry.useText")}</p>
          <Button tone="primary" onPress={() => setUsing(true)}>{t("catalogue.entry.use")}</Button>
        </>
      ) : <p className="small soft">{t("catalogue.entry.noTemplate")}</p>}
      {site && <ButtonAnchor href={site} target="_blank" rel="noopener noreferrer">{t("catalogue.entry.visit")}<Icon name="outside" size={16} /></ButtonAnchor>}
      {using && <Suspense fallback={null}><UseInTask interlinker={interlinker} onClose={() => setUsing(false)} /></Suspense>}
    </section>
  );
}

function Templates({ interlinker }: { interlinker: Interlinker }) {
  const { t, format } = useTexts();
  return (
    <section className="card stack-s">
      <h2>{t("catalogue.entry.templates")}</h2>
      <ul className="templates">
        {interlinker.templates.map((template) => (
          <li key={template.url}>
            <a href={template.url} download={template.name}><Icon name="download" size={18} /><span>{t("catalogue.entry.template", { language: format.language(template.language) })}</span></a>
            <p className="small soft">{template.name}, {format.bytes(template.length)}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return <section className="stack-s"><h2>{title}</h2>{children}</section>;
}

function TextSection({ title, text }: { title: string; text: Localized | undefined }) {
  if (!text?.text.trim()) return null;
  return (
    <Section title={title}>
      {text.fallback && <p><LanguageMark language={text.language} /></p>}
      <Markdown text={text.text} language={text.fallback ? text.language : undefined} />
    </Section>
  );
}
