-- Run each time the job connects: makes the two tables from the CSV files, the first time.
-- The job's url sets @folder to this folder.

CREATE TABLE IF NOT EXISTS earthquakes (
  id             VARCHAR(20) PRIMARY KEY,
  magnitude      DECIMAL(4, 2) NOT NULL,
  magnitude_type VARCHAR(8) NOT NULL,
  place          VARCHAR(200) NOT NULL,
  time           TIMESTAMP(3) WITH TIME ZONE NOT NULL,
  updated        TIMESTAMP(3) WITH TIME ZONE NOT NULL,
  latitude       DECIMAL(10, 7) NOT NULL,
  longitude      DECIMAL(10, 7) NOT NULL,
  depth_km       DECIMAL(7, 3) NOT NULL,
  felt           INTEGER,
  significance   INTEGER NOT NULL,
  network        VARCHAR(8) NOT NULL,
  type           VARCHAR(20) NOT NULL,
  status         VARCHAR(20) NOT NULL
) AS SELECT * FROM CSVREAD(@folder || '/earthquakes.csv', NULL, 'charset=UTF-8');

CREATE TABLE IF NOT EXISTS weather (
  city             VARCHAR(20),
  date             DATE,
  precipitation_mm DECIMAL(5, 1) NOT NULL,
  temperature_max  DECIMAL(4, 1) NOT NULL,
  temperature_min  DECIMAL(4, 1) NOT NULL,
  wind             DECIMAL(4, 1) NOT NULL,
  PRIMARY KEY (city, date)
) AS SELECT * FROM CSVREAD(@folder || '/weather.csv', NULL, 'charset=UTF-8');
