// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.apache.iceberg.rest.RESTCatalogAdapter;
import org.apache.iceberg.rest.RESTCatalogServlet;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Iceberg's own REST catalog server, for tests, on a free port of this machine. */
final class RestServer implements AutoCloseable {

  private final JdbcCatalog catalog = new JdbcCatalog();
  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server);

  RestServer(Path folder) throws Exception {
    this(
        folder,
        folder.resolve("warehouse").toString(),
        Map.of("io-impl", LocalFileIO.class.getName()));
  }

  /**
   * @param files the settings of the server's own access to files
   */
  RestServer(Path folder, String warehouse, Map<String, String> files) throws Exception {
    Map<String, String> properties = new HashMap<>(files);
    properties.put("uri", "jdbc:sqlite:" + folder.resolve("rest.db"));
    properties.put("warehouse", warehouse);
    catalog.initialize("rest", properties);
    ServletContextHandler context = new ServletContextHandler();
    context.addServlet(
        new ServletHolder(new RESTCatalogServlet(new RESTCatalogAdapter(catalog))), "/*");
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(context);
    server.start();
  }

  String uri() {
    return "http://127.0.0.1:" + connector.getLocalPort();
  }

  @Override
  public void close() throws Exception {
    server.stop();
    catalog.close();
  }
}
