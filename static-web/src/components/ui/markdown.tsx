import ReactMarkdown from "react-markdown";
import remarkGfm from "remark-gfm";
import type { ReactNode } from "react";
import { useTexts } from "@/i18n";
import { safeLink } from "@/lib/links";

/** Headings begin below the page's own; pictures from elsewhere are not loaded. */
export default function RenderedMarkdown({ text }: { text: string }) {
  return (
    <ReactMarkdown
      remarkPlugins={[remarkGfm]}
      skipHtml
      urlTransform={(address) => safeLink(address) ?? ""}
      components={{
        h1: "h3", h2: "h3", h3: "h4", h4: "h5", h5: "h5", h6: "h5",
        img: ({ alt }) => <em>{alt}</em>,
        table: ({ children }) => <ScrollingTable>{children}</ScrollingTable>,
        a: ({ href, children }) => {
          if (!href) return <>{children}</>;
          const outside = /^https?:/i.test(href);
          return <a href={href} {...(outside ? { target: "_blank", rel: "noopener noreferrer" } : {})}>{children}</a>;
        },
      }}
    >
      {text}
    </ReactMarkdown>
  );
}

/** A wide table scrolls by itself, also by keyboard. */
function ScrollingTable({ children }: { children?: ReactNode }) {
  const { t } = useTexts();
  return <div className="prose-table" tabIndex={0} role="group" aria-label={t("shell.table")}><table>{children}</table></div>;
}
