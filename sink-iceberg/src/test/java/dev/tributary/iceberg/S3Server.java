// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** An S3 server for tests, in a process of its own, on a free port of this machine. */
final class S3Server implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private final int port;

  S3Server(Path folder) throws IOException {
    this.port = freePort();
    this.process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-jar",
                jar(),
                "--server.port=" + freePort(),
                "--http.port=" + port,
                "--server.address=127.0.0.1")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("s3.log").toFile())
            .directory(folder.toFile())
            .start();
    awaitAnswer();
  }

  /** Iceberg's settings of a client of this server. */
  Map<String, String> client() {
    return Map.of(
        "io-impl", "org.apache.iceberg.aws.s3.S3FileIO",
        "s3.endpoint", uri(),
        "s3.path-style-access", "true",
        "s3.access-key-id", "test",
        "s3.secret-access-key", "secret",
        "client.region", "us-east-1");
  }

  void createBucket(String name) throws IOException {
    if (status("PUT", "/" + name) != 200) {
      throw new IOException("No bucket " + name);
    }
  }

  private String uri() {
    return "http://127.0.0.1:" + port;
  }

  private void awaitAnswer() throws IOException {
    Instant end = Instant.now().plus(PATIENCE);
    while (status("GET", "/") != 200) {
      try {
        if (Instant.now().isAfter(end) || process.waitFor(100, TimeUnit.MILLISECONDS)) {
          close();
          throw new IOException("The S3 server did not start");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException(e);
      }
    }
  }

  /** What the server answers; 0 when it does not. */
  private int status(String method, String path) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(uri() + path))
            .timeout(Duration.ofSeconds(10))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build();
    try {
      return HttpClient.newHttpClient()
          .send(request, HttpResponse.BodyHandlers.discarding())
          .statusCode();
    } catch (IOException e) {
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  private static String jar() {
    String here = System.getProperty("java.class.path");
    return Arrays.stream(
            System.getProperty("surefire.test.class.path", here).split(File.pathSeparator))
        .filter(path -> path.contains("s3mock"))
        .findFirst()
        .orElseThrow();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
