@echo off
rem Lists the flights of the running sample and downloads them, with nothing but a JDK:
rem   sample-app\flight list
rem   sample-app\flight get departures
rem The first run compiles.
setlocal
set "target=%~dp0target"
if exist "%target%\flight.classpath" if exist "%target%\classes" goto run
pushd "%~dp0.."
call mvnw.cmd -q -pl sample-app -am compile org.apache.maven.plugins:maven-dependency-plugin:3.10.0:build-classpath "-Dmdep.outputFile=%target%\flight.classpath"
if errorlevel 1 (popd & exit /b 1)
popd
:run
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
rem too long for a command line of Windows, so as an argument file, where backslashes are doubled
set "args=%target%\flight.args"
powershell -NoProfile -Command "'-cp \"' + ('%target%\classes;' + (Get-Content -Raw '%target%\flight.classpath').Trim()).Replace('\','\\') + '\"' | Set-Content -Encoding ascii '%args%'"
"%java%" --add-opens=java.base/java.nio=ALL-UNNAMED "@%args%" io.github.flightspring.sample.client.FlightCommandLine %*
