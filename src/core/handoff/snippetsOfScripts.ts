import { literal } from './literal';
import type { Snippet, SnippetLanguage } from './snippetLanguages';

type Script = Extract<SnippetLanguage, 'shell' | 'javascript' | 'php' | 'python' | 'http' | 'ruby' | 'r'>;

/** Languages that run from their source. */
export const scriptSnippets: Readonly<Record<Script, Snippet>> = {
  // Between single quotes a shell reads everything as it stands, and harmless JSON holds no single quote.
  shell: ({ url, json }) => `curl --request POST '${url}' \\
  --header "Authorization: Bearer $CROP_PHOTO_API_KEY" \\
  --header 'Content-Type: application/json' \\
  --data '${json}'`,

  // JSON is JavaScript.
  javascript: ({ url, json }) => `const response = await fetch(${literal(url)}, {
  method: "POST",
  headers: {
    Authorization: \`Bearer \${process.env.CROP_PHOTO_API_KEY}\`,
    "Content-Type": "application/json",
  },
  body: JSON.stringify(${json}),
});
console.log(await response.text());`,

  php: ({ url, json }) => `<?php
$headers = 'Authorization: Bearer ' . getenv('CROP_PHOTO_API_KEY') . "\\r\\nContent-Type: application/json\\r\\n";
$body = '${json.replaceAll('\\', '\\\\')}';
$context = stream_context_create(['http' => ['method' => 'POST', 'header' => $headers, 'content' => $body]]);
echo file_get_contents('${url}', false, $context);`,

  python: ({ url, json }) => `import os
import urllib.request

request = urllib.request.Request(
    ${literal(url)},
    data=${literal(json)}.encode("ascii"),
    headers={
        "Authorization": "Bearer " + os.environ["CROP_PHOTO_API_KEY"],
        "Content-Type": "application/json",
    },
    method="POST",
)
with urllib.request.urlopen(request) as response:
    print(response.read().decode("utf-8"))`,

  http: ({ url, json }) => `POST ${url} HTTP/1.1
Authorization: Bearer {{$processEnv CROP_PHOTO_API_KEY}}
Content-Type: application/json

${json}`,

  ruby: ({ url, json }) => `require "net/http"
require "uri"

response = Net::HTTP.post(
  URI(${literal(url)}),
  ${literal(json)},
  "Authorization" => "Bearer " + ENV.fetch("CROP_PHOTO_API_KEY"),
  "Content-Type" => "application/json"
)
puts response.body`,

  r: ({ url, json }) => `library(httr2)

request(${literal(url)}) |>
  req_headers(Authorization = paste("Bearer", Sys.getenv("CROP_PHOTO_API_KEY"))) |>
  req_body_raw(${literal(json)}, type = "application/json") |>
  req_perform() |>
  resp_body_string() |>
  cat()`,
};
