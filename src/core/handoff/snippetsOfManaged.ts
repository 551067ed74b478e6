import { literal } from './literal';
import type { Snippet, SnippetLanguage } from './snippetLanguages';

type Managed = Extract<SnippetLanguage, 'java' | 'go' | 'csharp' | 'dart' | 'ocaml'>;

/** Compiled languages that look after their memory. */
export const managedSnippets: Readonly<Record<Managed, Snippet>> = {
  // A backslash before `u` is read before anything else, but not one that follows another backslash.
  java: ({ url, json }) => `import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

public class Main {
  public static void main(String[] args) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(${literal(url)}))
        .header("Authorization", "Bearer " + System.getenv("CROP_PHOTO_API_KEY"))
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(${literal(json)}))
        .build();
    HttpClient client = HttpClient.newHttpClient();
    System.out.println(client.send(request, HttpResponse.BodyHandlers.ofString()).body());
  }
}`,

  go: ({ url, json }) => `package main

import (
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
)

func main() {
	body := strings.NewReader(${literal(json)})
	request, err := http.NewRequest("POST", ${literal(url)}, body)
	if err != nil {
		panic(err)
	}
	request.Header.Set("Authorization", "Bearer "+os.Getenv("CROP_PHOTO_API_KEY"))
	request.Header.Set("Content-Type", "application/json")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		panic(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		panic(err)
	}
	fmt.Println(string(text))
}`,

  csharp: ({ url, json }) => `using System;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;

class Program
{
    static void Main()
    {
        using (var client = new HttpClient())
        {
            var key = Environment.GetEnvironmentVariable("CROP_PHOTO_API_KEY");
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
            var body = new StringContent(${literal(json)}, Encoding.UTF8, "application/json");
            var response = client.PostAsync(${literal(url)}, body).Result;
            Console.WriteLine(response.Content.ReadAsStringAsync().Result);
        }
    }
}`,

  dart: ({ url, json }) => `import 'dart:io';

import 'package:http/http.dart' as http;

Future<void> main() async {
  final response = await http.post(
    Uri.parse(${literal(url)}),
    headers: {
      'Authorization': 'Bearer \${Platform.environment['CROP_PHOTO_API_KEY']}',
      'Content-Type': 'application/json',
    },
    body: ${literal(json)},
  );
  print(response.body);
}`,

  ocaml: ({ url, json }) => `let () =
  let connection = Curl.init () in
  Curl.set_url connection ${literal(url)};
  Curl.set_httpheader connection
    [ "Authorization: Bearer " ^ Sys.getenv "CROP_PHOTO_API_KEY";
      "Content-Type: application/json" ];
  Curl.set_postfields connection ${literal(json)};
  Curl.perform connection;
  Curl.cleanup connection`,
};
