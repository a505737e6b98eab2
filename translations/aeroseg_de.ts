<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en">
<context>
    <name>AeroSeg</name>
    <message>
        <source>No layer of polygons is chosen.</source>
        <translation>Es ist kein Polygon-Layer gewählt.</translation>
    </message>
    <message>
        <source>Open or draw one, or choose another area.</source>
        <translation>Einen öffnen oder zeichnen, oder ein anderes Gebiet wählen.</translation>
    </message>
    <message>
        <source>The polygons of “{name}” cannot be read.</source>
        <translation>Die Polygone von „{name}“ können nicht gelesen werden.</translation>
    </message>
    <message>
        <source>Its data source is missing or damaged.</source>
        <translation>Seine Datenquelle fehlt oder ist beschädigt.</translation>
    </message>
    <message>
        <source>Repair the data source, or choose another layer.</source>
        <translation>Die Datenquelle reparieren oder einen anderen Layer wählen.</translation>
    </message>
    <message>
        <source>“{name}” has more than {n} polygons here.</source>
        <translation>„{name}“ hat hier mehr als {n} Polygone.</translation>
    </message>
    <message>
        <source>Select some of them, or dissolve them first.</source>
        <translation>Einige davon wählen oder sie zuerst zusammenfassen.</translation>
    </message>
    <message>
        <source>The polygons of “{name}” cannot be used.</source>
        <translation>Die Polygone von „{name}“ können nicht verwendet werden.</translation>
    </message>
    <message>
        <source>They have no place in the image's coordinate system.</source>
        <translation>Sie haben keinen Ort im Koordinatensystem des Bildes.</translation>
    </message>
    <message>
        <source>Look whether the layer has its right coordinate system.</source>
        <translation>Nachsehen, ob der Layer sein richtiges Koordinatensystem hat.</translation>
    </message>
    <message>
        <source>1 selected polygon</source>
        <translation>1 gewähltes Polygon</translation>
    </message>
    <message>
        <source>{n} selected polygons</source>
        <translation>{n} gewählte Polygone</translation>
    </message>
    <message>
        <source>1 polygon</source>
        <translation>1 Polygon</translation>
    </message>
    <message>
        <source>{n} polygons</source>
        <translation>{n} Polygone</translation>
    </message>
    <message>
        <source>1 crosses itself, mended</source>
        <translation>1 überschneidet sich selbst, ausgebessert</translation>
    </message>
    <message>
        <source>{n} cross themselves, mended</source>
        <translation>{n} überschneiden sich selbst, ausgebessert</translation>
    </message>
    <message>
        <source>{polygons}, {crossing}</source>
        <translation>{polygons}, {crossing}</translation>
    </message>
    <message>
        <source>The layer “{name}” has no polygons.</source>
        <translation>Der Layer „{name}“ hat keine Polygone.</translation>
    </message>
    <message>
        <source>Draw one, or choose another layer or area.</source>
        <translation>Eines zeichnen, oder einen anderen Layer oder ein anderes Gebiet wählen.</translation>
    </message>
    <message>
        <source>The selected polygons of “{name}” do not touch the image.</source>
        <translation>Die gewählten Polygone von „{name}“ berühren das Bild nicht.</translation>
    </message>
    <message>
        <source>Only selected ones count where some are selected.</source>
        <translation>Wo einige gewählt sind, zählen nur diese.</translation>
    </message>
    <message>
        <source>Select others, or clear the selection.</source>
        <translation>Andere wählen oder die Auswahl aufheben.</translation>
    </message>
    <message>
        <source>The polygons of “{name}” do not touch the image.</source>
        <translation>Die Polygone von „{name}“ berühren das Bild nicht.</translation>
    </message>
    <message>
        <source>They lie elsewhere, or are so thin that they hold nothing.</source>
        <translation>Sie liegen anderswo oder sind so dünn, dass sie nichts enthalten.</translation>
    </message>
    <message>
        <source>Draw one on the image, or choose another layer or area.</source>
        <translation>Eines auf das Bild zeichnen, oder einen anderen Layer oder ein anderes Gebiet wählen.</translation>
    </message>
    <message>
        <source>Nothing to segment here.</source>
        <translation>Hier gibt es nichts zu segmentieren.</translation>
    </message>
    <message>
        <source>The map view does not touch the image.</source>
        <translation>Der Kartenausschnitt berührt das Bild nicht.</translation>
    </message>
    <message>
        <source>Zoom to the layer, or choose Layer as the area.</source>
        <translation>Auf den Layer zoomen oder „Layer“ als Gebiet wählen.</translation>
    </message>
    <message>
        <source>The layer is too large at this resolution.</source>
        <translation>Der Layer ist bei dieser Auflösung zu groß.</translation>
    </message>
    <message>
        <source>Choose a coarser resolution.</source>
        <translation>Eine gröbere Auflösung wählen.</translation>
    </message>
    <message>
        <source>The image to segment; it follows the active raster layer</source>
        <translation>Das Bild, das segmentiert wird; es folgt dem aktiven Raster-Layer</translation>
    </message>
    <message>
        <source>Load the sample scene</source>
        <translation>Beispielszene laden</translation>
    </message>
    <message>
        <source>Open the drawn scene that comes with AerOSeg, to try it</source>
        <translation>Die gezeichnete Szene öffnen, die AerOSeg zum Ausprobieren mitbringt</translation>
    </message>
    <message>
        <source>Open an image first.</source>
        <translation>Zuerst ein Bild öffnen.</translation>
    </message>
    <message>
        <source>AerOSeg options: Python, models, results folder</source>
        <translation>AerOSeg-Optionen: Python, Modelle, Ergebnisordner</translation>
    </message>
    <message>
        <source>What is this? Click here, then on a part of the panel</source>
        <translation>Was ist das? Hier klicken, dann auf einen Teil des Bedienfelds</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Map view</source>
        <translation>Kartenausschnitt</translation>
    </message>
    <message>
        <source>Segment the part of the image that the map shows</source>
        <translation>Den Teil des Bildes segmentieren, den die Karte zeigt</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Layer</translation>
    </message>
    <message>
        <source>Segment the whole image</source>
        <translation>Das ganze Bild segmentieren</translation>
    </message>
    <message>
        <source>Polygons</source>
        <translation>Polygone</translation>
    </message>
    <message>
        <source>Segment inside the polygons of a layer; the selected ones where some are selected</source>
        <translation>In den Polygonen eines Layers segmentieren; wo einige gewählt sind, in diesen</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>Gebiet</translation>
    </message>
    <message>
        <source> m</source>
        <translation> m</translation>
    </message>
    <message>
        <source>not known yet</source>
        <translation>noch nicht bekannt</translation>
    </message>
    <message>
        <source>This image has no coordinate system: how many metres is one pixel on the ground?</source>
        <translation>Dieses Bild hat kein Koordinatensystem: Wie viele Meter am Boden misst ein Pixel?</translation>
    </message>
    <message>
        <source>Pixel size</source>
        <translation>Pixelgröße</translation>
    </message>
    <message>
        <source>Size of a pixel that the model sees, in metres on the ground</source>
        <translation>Größe eines Pixels, das das Modell sieht, in Metern am Boden</translation>
    </message>
    <message>
        <source>Resolution</source>
        <translation>Auflösung</translation>
    </message>
    <message>
        <source>The layer of the polygons; it may have another coordinate system than the image</source>
        <translation>Der Layer der Polygone; er darf ein anderes Koordinatensystem haben als das Bild</translation>
    </message>
    <message>
        <source>Where edges cross, what they wind around once is inside, as after Fix geometries</source>
        <translation>Wo Kanten sich kreuzen, liegt innen, was sie einmal umlaufen, wie nach „Geometrien reparieren“</translation>
    </message>
    <message>
        <source>The list holds “{name}”, so the names are compared with that alone.</source>
        <translation>Die Liste enthält „{name}“, also werden die Namen nur damit verglichen.</translation>
    </message>
    <message>
        <source>So that a single name does not fill the map: a place that is more like road, water, tree and other such words than like your names gets no class. Words of the same kind as a name are left out by themselves.</source>
        <translation>Damit ein einzelner Name nicht die Karte füllt: Eine Stelle, die Straße, Wasser, Baum und ähnlichen Wörtern mehr gleicht als Ihren Namen, bekommt keine Klasse. Wörter von der Art eines Namens bleiben von selbst weg.</translation>
    </message>
    <message>
        <source>Calibrate</source>
        <translation>Kalibrieren</translation>
    </message>
    <message>
        <source>Fits the threshold of each class on polygons of which you know the class. The figures are of places that were left out of the fitting.</source>
        <translation>Passt die Schwelle jeder Klasse an Polygone an, deren Klasse Sie kennen. Die Zahlen stammen von Orten, die beim Anpassen ausgelassen wurden.</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Anpassen</translation>
    </message>
    <message>
        <source>How far the fitting is</source>
        <translation>Wie weit das Anpassen ist</translation>
    </message>
    <message>
        <source>Keep only the best word where it does better alone</source>
        <translation>Nur das beste Wort behalten, wo es allein besser ist</translation>
    </message>
    <message>
        <source>Otherwise the best word comes first, and all are searched</source>
        <translation>Sonst steht das beste Wort vorn, und alle werden gesucht</translation>
    </message>
    <message>
        <source>The result whose scores are compared with the polygons</source>
        <translation>Das Ergebnis, dessen Werte mit den Polygonen verglichen werden</translation>
    </message>
    <message>
        <source>Polygons of which you know the class; of those selected, if any</source>
        <translation>Polygone, deren Klasse Sie kennen; von ihnen die gewählten, wenn es welche gibt</translation>
    </message>
    <message>
        <source>Holds the class names; “background” is ground that is none of the classes</source>
        <translation>Enthält die Klassennamen; „background“ ist Boden, der zu keiner Klasse gehört</translation>
    </message>
    <message>
        <source>Which polygons belong together. Empty: up to five parts of the ground</source>
        <translation>Welche Polygone zusammengehören. Leer: bis zu fünf Teile des Bodens</translation>
    </message>
    <message>
        <source>Compare the words of a class too</source>
        <translation>Auch die Wörter einer Klasse vergleichen</translation>
    </message>
    <message>
        <source>Other classes of the layer are none of these</source>
        <translation>Andere Klassen des Layers sind keine davon</translation>
    </message>
    <message>
        <source>Polygons whose class is not in the list are ground where none of its classes is; otherwise they are left out</source>
        <translation>Polygone, deren Klasse nicht in der Liste steht, sind Boden, wo keine ihrer Klassen ist; sonst werden sie ausgelassen</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Class field</source>
        <translation>Klassenfeld</translation>
    </message>
    <message>
        <source>Place field</source>
        <translation>Ortsfeld</translation>
    </message>
    <message>
        <source>Tries each word of a class alone on the image; takes a while</source>
        <translation>Probiert jedes Wort einer Klasse allein auf dem Bild; das dauert</translation>
    </message>
    <message>
        <source>No class of the list has other words.</source>
        <translation>Keine Klasse der Liste hat andere Wörter.</translation>
    </message>
    <message>
        <source>Words can be compared on images in files only.</source>
        <translation>Wörter können nur auf Bildern in Dateien verglichen werden.</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>Schwelle</translation>
    </message>
    <message>
        <source>IoU before</source>
        <translation>IoU vorher</translation>
    </message>
    <message>
        <source>after</source>
        <translation>nachher</translation>
    </message>
    <message>
        <source>Ticked classes get the new threshold: those that did better on places left out</source>
        <translation>Klassen mit Haken bekommen die neue Schwelle: die, die an ausgelassenen Orten besser waren</translation>
    </message>
    <message>
        <source>Leave the class list as it is</source>
        <translation>Die Klassenliste lassen, wie sie ist</translation>
    </message>
    <message>
        <source>Segment something first: the scores of a result are needed.</source>
        <translation>Zuerst etwas segmentieren: Die Werte eines Ergebnisses werden gebraucht.</translation>
    </message>
    <message>
        <source>Open a layer with polygons of which you know the class.</source>
        <translation>Einen Layer mit Polygonen öffnen, deren Klasse Sie kennen.</translation>
    </message>
    <message>
        <source>Choose the field that holds the class names.</source>
        <translation>Das Feld mit den Klassennamen wählen.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Compare the scores with the polygons</source>
        <translation>Die Werte mit den Polygonen vergleichen</translation>
    </message>
    <message>
        <source>Write the new thresholds into the class list; it can be undone</source>
        <translation>Die neuen Schwellen in die Klassenliste schreiben; das lässt sich rückgängig machen</translation>
    </message>
    <message>
        <source>Nothing is ticked that would change the list</source>
        <translation>Nichts ist angehakt, was die Liste ändern würde</translation>
    </message>
    <message>
        <source>The result has left the project.</source>
        <translation>Das Ergebnis ist nicht mehr im Projekt.</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>Abgebrochen.</translation>
    </message>
    <message>
        <source>The answer of the model cannot be read.</source>
        <translation>Die Antwort des Modells kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>Update the plugin and restart QGIS.</source>
        <translation>Das Plugin aktualisieren und QGIS neu starten.</translation>
    </message>
    <message>
        <source>Nothing could be tried on other places.</source>
        <translation>Nichts konnte an anderen Orten erprobt werden.</translation>
    </message>
    <message>
        <source>Mean IoU {before} before, {after} after, on {n} places left out in turn.</source>
        <translation>Mittlere IoU {before} vorher, {after} nachher, an {n} Orten, die der Reihe nach ausgelassen wurden.</translation>
    </message>
    <message>
        <source>This word alone, with a threshold fitted for it</source>
        <translation>Dieses Wort allein, mit einer für es angepassten Schwelle</translation>
    </message>
    <message>
        <source>{before} → {after}</source>
        <translation>{before} → {after}</translation>
    </message>
    <message>
        <source>{name}: {pixels} pixels of reference in {places} places</source>
        <translation>{name}: {pixels} Pixel Referenz an {places} Orten</translation>
    </message>
    <message>
        <source>Too few polygons of this class, or none of anything else.</source>
        <translation>Zu wenige Polygone dieser Klasse oder keine von etwas anderem.</translation>
    </message>
    <message>
        <source>All in one place, so it could not be tried on another.</source>
        <translation>Alle an einem Ort, deshalb konnte es an keinem anderen erprobt werden.</translation>
    </message>
    <message>
        <source>A new threshold did no better on the places left out.</source>
        <translation>Eine neue Schwelle war an den ausgelassenen Orten nicht besser.</translation>
    </message>
    <message>
        <source>{title} ({file})</source>
        <translation>{title} ({file})</translation>
    </message>
    <message>
        <source>The background words cannot be saved.</source>
        <translation>Die Hintergrundwörter können nicht gespeichert werden.</translation>
    </message>
    <message>
        <source>{reason}.</source>
        <translation>{reason}.</translation>
    </message>
    <message>
        <source>Free some space, or check the folder of your QGIS profile.</source>
        <translation>Speicherplatz frei machen oder den Ordner des QGIS-Profils prüfen.</translation>
    </message>
    <message>
        <source>The name in the legend and in the table; it is searched too</source>
        <translation>Der Name in Legende und Tabelle; nach ihm wird auch gesucht</translation>
    </message>
    <message>
        <source>for example: house, roof</source>
        <translation>zum Beispiel: Haus, Dach</translation>
    </message>
    <message>
        <source>Other words for the same class, with commas between; each is searched</source>
        <translation>Andere Wörter für dieselbe Klasse, mit Kommas getrennt; nach jedem wird gesucht</translation>
    </message>
    <message>
        <source>Colour on the map; the arrow also offers to leave it to AerOSeg</source>
        <translation>Farbe auf der Karte; über den Pfeil lässt sie sich auch AerOSeg überlassen</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>Own threshold</source>
        <translation>Eigene Schwelle</translation>
    </message>
    <message>
        <source>Otherwise the model's own threshold holds</source>
        <translation>Sonst gilt die Schwelle des Modells</translation>
    </message>
    <message>
        <source>From 0 to 1: a pixel whose score for this class is lower gets no class</source>
        <translation>Von 0 bis 1: Ein Pixel mit niedrigerem Wert für diese Klasse bekommt keine Klasse</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Other words</source>
        <translation>Andere Wörter</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Farbe</translation>
    </message>
    <message>
        <source>A class needs a name.</source>
        <translation>Eine Klasse braucht einen Namen.</translation>
    </message>
    <message>
        <source>A name cannot hold any of these signs: {signs}</source>
        <translation>Ein Name darf keines dieser Zeichen enthalten: {signs}</translation>
    </message>
    <message>
        <source>A word cannot hold any of these signs: {signs}</source>
        <translation>Ein Wort darf keines dieser Zeichen enthalten: {signs}</translation>
    </message>
    <message>
        <source>“{name}” is in the list already.</source>
        <translation>„{name}“ steht schon in der Liste.</translation>
    </message>
    <message>
        <source>This is what is none of the other classes; it is not drawn on the map.</source>
        <translation>Das ist, was zu keiner anderen Klasse gehört; es wird nicht auf der Karte gezeichnet.</translation>
    </message>
    <message>
        <source>{n} names are in the list already.</source>
        <translation>{n} Namen stehen schon in der Liste.</translation>
    </message>
    <message>
        <source>There was no name in it. Type for example “building, road”.</source>
        <translation>Darin war kein Name. Zum Beispiel „building, road“ eingeben.</translation>
    </message>
    <message>
        <source>Empty names were left out.</source>
        <translation>Leere Namen wurden ausgelassen.</translation>
    </message>
    <message>
        <source>Remove “{name}”</source>
        <translation>„{name}“ entfernen</translation>
    </message>
    <message>
        <source>A class needs a name, so “{name}” was kept.</source>
        <translation>Eine Klasse braucht einen Namen, deshalb blieb „{name}“.</translation>
    </message>
    <message>
        <source>What is none of the other classes; it is not drawn on the map.</source>
        <translation>Was zu keiner anderen Klasse gehört; es wird nicht auf der Karte gezeichnet.</translation>
    </message>
    <message>
        <source>The same class: {names}</source>
        <translation>Dieselbe Klasse: {names}</translation>
    </message>
    <message>
        <source>Own threshold: {value}. A pixel with a lower score gets no class.</source>
        <translation>Eigene Schwelle: {value}. Ein Pixel mit niedrigerem Wert bekommt keine Klasse.</translation>
    </message>
    <message>
        <source>Double-click to edit.</source>
        <translation>Doppelklick zum Bearbeiten.</translation>
    </message>
    <message>
        <source>Double-click to edit; click the colour to change it; Alt+Return for all.</source>
        <translation>Doppelklick zum Bearbeiten; Klick auf die Farbe ändert sie; Alt+Eingabe für alles.</translation>
    </message>
    <message>
        <source>not known to this model</source>
        <translation>diesem Modell nicht bekannt</translation>
    </message>
    <message>
        <source>Share of the last result</source>
        <translation>Anteil am letzten Ergebnis</translation>
    </message>
    <message>
        <source>not usable</source>
        <translation>nicht verwendbar</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <source>My class lists</source>
        <translation>Meine Klassenlisten</translation>
    </message>
    <message>
        <source>Your saved lists. F2 or a double-click renames</source>
        <translation>Ihre gespeicherten Listen. F2 oder Doppelklick benennt um</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Give it another name</source>
        <translation>Einen anderen Namen geben</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Löschen…</translation>
    </message>
    <message>
        <source>Put the file of this list into the trash</source>
        <translation>Die Datei dieser Liste in den Papierkorb legen</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>Show the files, for example to copy them</source>
        <translation>Die Dateien zeigen, zum Beispiel um sie zu kopieren</translation>
    </message>
    <message>
        <source>Delete the list “{name}”?</source>
        <translation>Die Liste „{name}“ löschen?</translation>
    </message>
    <message>
        <source>Its file goes to the trash.</source>
        <translation>Ihre Datei kommt in den Papierkorb.</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>“{name}” is in the trash.</source>
        <translation>„{name}“ liegt im Papierkorb.</translation>
    </message>
    <message>
        <source>“{name}” was deleted.</source>
        <translation>„{name}“ wurde gelöscht.</translation>
    </message>
    <message>
        <source>Last used</source>
        <translation>Zuletzt benutzt</translation>
    </message>
    <message>
        <source>Save this list…</source>
        <translation>Diese Liste speichern…</translation>
    </message>
    <message>
        <source>The list is empty.</source>
        <translation>Die Liste ist leer.</translation>
    </message>
    <message>
        <source>Open a list from a file…</source>
        <translation>Liste aus einer Datei öffnen…</translation>
    </message>
    <message>
        <source>A text file with one class on each line</source>
        <translation>Eine Textdatei mit einer Klasse je Zeile</translation>
    </message>
    <message>
        <source>Names from a layer…</source>
        <translation>Namen aus einem Layer…</translation>
    </message>
    <message>
        <source>Each different value of an attribute becomes a class</source>
        <translation>Jeder Wert eines Attributs wird eine Klasse</translation>
    </message>
    <message>
        <source>Add to the list instead of replacing it</source>
        <translation>An die Liste anhängen statt sie zu ersetzen</translation>
    </message>
    <message>
        <source>Either way, Undo brings the list back as it was.</source>
        <translation>Rückgängig bringt die Liste in jedem Fall zurück, wie sie war.</translation>
    </message>
    <message>
        <source>{list}: {names}</source>
        <translation>{list}: {names}</translation>
    </message>
    <message>
        <source>Data sets</source>
        <translation>Datensätze</translation>
    </message>
    <message>
        <source>Class lists of published data sets</source>
        <translation>Klassenlisten veröffentlichter Datensätze</translation>
    </message>
    <message>
        <source>{n} classes</source>
        <translation>{n} Klassen</translation>
    </message>
    <message>
        <source>1 class</source>
        <translation>1 Klasse</translation>
    </message>
    <message>
        <source>With the published thresholds</source>
        <translation>Mit den veröffentlichten Schwellen</translation>
    </message>
    <message>
        <source>They were tuned for each data set with SegEarth-OV.</source>
        <translation>Sie wurden für jeden Datensatz mit SegEarth-OV abgestimmt.</translation>
    </message>
    <message>
        <source>They were tuned for SegEarth-OV; the chosen model scores in another way.</source>
        <translation>Sie wurden für SegEarth-OV abgestimmt; das gewählte Modell bewertet anders.</translation>
    </message>
    <message>
        <source>With the published colours</source>
        <translation>Mit den veröffentlichten Farben</translation>
    </message>
    <message>
        <source>The colours of the data set instead of AerOSeg's own</source>
        <translation>Die Farben des Datensatzes statt der von AerOSeg</translation>
    </message>
    <message>
        <source>My lists</source>
        <translation>Meine Listen</translation>
    </message>
    <message>
        <source>Rename or delete…</source>
        <translation>Umbenennen oder löschen…</translation>
    </message>
    <message>
        <source>None yet: make a list and save it with the button beside this one.</source>
        <translation>Noch keine: eine Liste anlegen und mit dem Knopf daneben speichern.</translation>
    </message>
    <message>
        <source>Recent files</source>
        <translation>Zuletzt geöffnete Dateien</translation>
    </message>
    <message>
        <source>and {n} more</source>
        <translation>und {n} weitere</translation>
    </message>
    <message>
        <source>Published threshold: {value}</source>
        <translation>Veröffentlichte Schwelle: {value}</translation>
    </message>
    <message>
        <source>“{file}” is longer than any list of names.</source>
        <translation>„{file}“ ist länger als jede Namensliste.</translation>
    </message>
    <message>
        <source>Choose a text file with one class name on each line.</source>
        <translation>Eine Textdatei mit einem Klassennamen je Zeile wählen.</translation>
    </message>
    <message>
        <source>it is not a text in UTF-8</source>
        <translation>es ist kein Text in UTF-8</translation>
    </message>
    <message>
        <source>The class list “{file}” cannot be read.</source>
        <translation>Die Klassenliste „{file}“ kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>There is no class name in “{file}”.</source>
        <translation>In „{file}“ steht kein Klassenname.</translation>
    </message>
    <message>
        <source>“{file}” holds {n} names, and {most} is the most.</source>
        <translation>„{file}“ enthält {n} Namen, höchstens {most} sind möglich.</translation>
    </message>
    <message>
        <source>A list needs a name.</source>
        <translation>Eine Liste braucht einen Namen.</translation>
    </message>
    <message>
        <source>There is a list “{name}” already.</source>
        <translation>Es gibt schon eine Liste „{name}“.</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>Einen anderen Namen wählen.</translation>
    </message>
    <message>
        <source>The class list “{file}” cannot be written.</source>
        <translation>Die Klassenliste „{file}“ kann nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>Choose another folder, or free some space.</source>
        <translation>Einen anderen Ordner wählen oder Speicherplatz frei machen.</translation>
    </message>
    <message>
        <source>“{file}” is no class raster.</source>
        <translation>„{file}“ ist kein Klassenraster.</translation>
    </message>
    <message>
        <source>Its values are not whole numbers.</source>
        <translation>Seine Werte sind keine ganzen Zahlen.</translation>
    </message>
    <message>
        <source>Choose the “classes.tif” of a run, or another raster of class numbers.</source>
        <translation>Die „classes.tif“ eines Laufs oder ein anderes Raster mit Klassennummern wählen.</translation>
    </message>
    <message>
        <source>“{file}” is no score raster.</source>
        <translation>„{file}“ ist kein Wertraster.</translation>
    </message>
    <message>
        <source>Its tags are missing, or its bands do not fit its classes.</source>
        <translation>Seine Angaben fehlen, oder seine Kanäle passen nicht zu den Klassen.</translation>
    </message>
    <message>
        <source>Choose the unchanged “scores.tif” of a run.</source>
        <translation>Die unveränderte „scores.tif“ eines Laufs wählen.</translation>
    </message>
    <message>
        <source>“{file}” cannot be read.</source>
        <translation>„{file}“ kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>It is gone, or no raster that QGIS can open.</source>
        <translation>Die Datei ist weg oder kein Raster, das QGIS öffnen kann.</translation>
    </message>
    <message>
        <source>Look whether the results folder still exists, or run again.</source>
        <translation>Nachsehen, ob es den Ergebnisordner noch gibt, oder noch einmal starten.</translation>
    </message>
    <message>
        <source>class {n}</source>
        <translation>Klasse {n}</translation>
    </message>
    <message>
        <source>Colour of the class</source>
        <translation>Farbe der Klasse</translation>
    </message>
    <message>
        <source>Edit line</source>
        <translation>Zeile bearbeiten</translation>
    </message>
    <message>
        <source>Other words, colour, threshold…</source>
        <translation>Andere Wörter, Farbe, Schwelle…</translation>
    </message>
    <message>
        <source>Alt+Return</source>
        <translation>Alt+Eingabe</translation>
    </message>
    <message>
        <source>Change colour…</source>
        <translation>Farbe ändern…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Del</source>
        <translation>Entf</translation>
    </message>
    <message>
        <source>Copy all names</source>
        <translation>Alle Namen kopieren</translation>
    </message>
    <message>
        <source>Remove all</source>
        <translation>Alle entfernen</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Burn edited polygons into the result</source>
        <translation>Bearbeitete Polygone ins Ergebnis einbrennen</translation>
    </message>
    <message>
        <source>Polygons whose classes are right; unsaved edits count too</source>
        <translation>Polygone, deren Klassen stimmen; ungespeicherte Änderungen zählen mit</translation>
    </message>
    <message>
        <source>Names the class; “other”, or nothing, takes the class away</source>
        <translation>Nennt die Klasse; „other“ oder nichts nimmt die Klasse weg</translation>
    </message>
    <message>
        <source>Only selected polygons</source>
        <translation>Nur gewählte Polygone</translation>
    </message>
    <message>
        <source>What lies in no polygon becomes “other”</source>
        <translation>Was in keinem Polygon liegt, wird „other“</translation>
    </message>
    <message>
        <source>For an edited layer that holds all polygons of the result: removed ones are removed from the result too</source>
        <translation>Für einen bearbeiteten Layer mit allen Polygonen des Ergebnisses: Entfernte werden auch aus dem Ergebnis entfernt</translation>
    </message>
    <message>
        <source>Only pixels that change are kept as corrections, and hold at every threshold.</source>
        <translation>Nur Pixel, die sich ändern, werden als Korrekturen behalten; sie gelten bei jeder Schwelle.</translation>
    </message>
    <message>
        <source>Burn</source>
        <translation>Einbrennen</translation>
    </message>
    <message>
        <source>The polygons were not burnt into the result.</source>
        <translation>Die Polygone wurden nicht ins Ergebnis eingebrannt.</translation>
    </message>
    <message>
        <source>The field “{field}” holds {names}, and the classes are {classes}.</source>
        <translation>Das Feld „{field}“ enthält {names}, und die Klassen sind {classes}.</translation>
    </message>
    <message>
        <source>Choose another field, or correct the names.</source>
        <translation>Ein anderes Feld wählen oder die Namen berichtigen.</translation>
    </message>
    <message>
        <source>“{layer}” holds no polygon.</source>
        <translation>„{layer}“ enthält kein Polygon.</translation>
    </message>
    <message>
        <source>Draw polygons first, or choose another layer.</source>
        <translation>Zuerst Polygone zeichnen oder einen anderen Layer wählen.</translation>
    </message>
    <message>
        <source>AerOSeg: burning polygons</source>
        <translation>AerOSeg: Polygone werden eingebrannt</translation>
    </message>
    <message>
        <source>“{file}” cannot be written: {error}.</source>
        <translation>„{file}“ kann nicht geschrieben werden: {error}.</translation>
    </message>
    <message>
        <source>Free some space, or make the results folder writable.</source>
        <translation>Speicherplatz frei machen oder den Ergebnisordner beschreibbar machen.</translation>
    </message>
    <message>
        <source>Stop the run; what is finished is kept, to go on later</source>
        <translation>Den Lauf anhalten; was fertig ist, bleibt, um später weiterzumachen</translation>
    </message>
    <message>
        <source>A run is going on.</source>
        <translation>Ein Lauf ist im Gang.</translation>
    </message>
    <message>
        <source>Choose a model first.</source>
        <translation>Zuerst ein Modell wählen.</translation>
    </message>
    <message>
        <source>Segment  ({keys})</source>
        <translation>Segmentieren  ({keys})</translation>
    </message>
    <message>
        <source>Find the classes in the image</source>
        <translation>Die Klassen im Bild finden</translation>
    </message>
    <message>
        <source>Add maps of what the model sees in each name, step by step, above the image</source>
        <translation>Karten hinzufügen, was das Modell zu jedem Namen sieht, Schritt für Schritt, über dem Bild</translation>
    </message>
    <message>
        <source>starting the worker</source>
        <translation>der Arbeitsprozess startet</translation>
    </message>
    <message>
        <source>Asked again in {time}.</source>
        <translation>Neu gefragt in {time}.</translation>
    </message>
    <message>
        <source>Done in {time}.</source>
        <translation>Fertig in {time}.</translation>
    </message>
    <message>
        <source>Correlation layers in {time}. {names}</source>
        <translation>Korrelations-Layer in {time}. {names}</translation>
    </message>
    <message>
        <source>The list has changed; Segment asks again.</source>
        <translation>Die Liste hat sich geändert; „Segmentieren“ fragt neu.</translation>
    </message>
    <message>
        <source>Cancelled. Nothing was added to the project.</source>
        <translation>Abgebrochen. Dem Projekt wurde nichts hinzugefügt.</translation>
    </message>
    <message>
        <source>AerOSeg</source>
        <translation>AerOSeg</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>Klassen</translation>
    </message>
    <message>
        <source>Undo in the list</source>
        <translation>In der Liste rückgängig machen</translation>
    </message>
    <message>
        <source>Redo in the list</source>
        <translation>In der Liste wiederholen</translation>
    </message>
    <message>
        <source>Presets</source>
        <translation>Vorlagen</translation>
    </message>
    <message>
        <source>Ready lists: general ones, your own, those of data sets</source>
        <translation>Fertige Listen: allgemeine, eigene und die von Datensätzen</translation>
    </message>
    <message>
        <source>Save this list, to take it again from the presets</source>
        <translation>Diese Liste speichern, um sie später aus den Vorlagen zu nehmen</translation>
    </message>
    <message>
        <source>The names to look for. Double-click to edit, Delete to remove</source>
        <translation>Die gesuchten Namen. Doppelklick zum Bearbeiten, Entf zum Entfernen</translation>
    </message>
    <message>
        <source>Type names below, or take one of these:</source>
        <translation>Unten Namen eingeben oder eine davon nehmen:</translation>
    </message>
    <message>
        <source>Type a name, Enter adds, commas split</source>
        <translation>Name, Eingabe fügt hinzu, Komma trennt</translation>
    </message>
    <message>
        <source>Class names, for example: building, road. Other words for the same class go behind a bar: building | house | roof. Several lines can be pasted.</source>
        <translation>Klassennamen, zum Beispiel: building, road. Andere Wörter für dieselbe Klasse stehen hinter einem Strich: building | house | roof. Mehrere Zeilen können eingefügt werden.</translation>
    </message>
    <message>
        <source>The model that answers. Add your own in the options</source>
        <translation>Das Modell, das antwortet. Eigene werden in den Optionen hinzugefügt</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Compare with background words</source>
        <translation>Mit Hintergrundwörtern vergleichen</translation>
    </message>
    <message>
        <source>Which words these are: options, Background words</source>
        <translation>Welche Wörter das sind: Optionen, Hintergrundwörter</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>More to do with the image and the names</source>
        <translation>Mehr, was mit Bild und Namen möglich ist</translation>
    </message>
    <message>
        <source>Show &amp;correlation layers</source>
        <translation>&amp;Korrelations-Layer zeigen</translation>
    </message>
    <message>
        <source>&amp;Ask again when the list changes</source>
        <translation>Neu &amp;fragen, wenn sich die Liste ändert</translation>
    </message>
    <message>
        <source>By itself, and only where the image is encoded already: it takes a moment</source>
        <translation>Von selbst, und nur wo das Bild schon kodiert ist: Es dauert einen Augenblick</translation>
    </message>
    <message>
        <source>Runs: open, repeat or take over what was run before</source>
        <translation>Läufe: öffnen, wiederholen oder übernehmen, was früher gerechnet wurde</translation>
    </message>
    <message>
        <source>How far the run is</source>
        <translation>Wie weit der Lauf ist</translation>
    </message>
    <message>
        <source>about {size}</source>
        <translation>etwa {size}</translation>
    </message>
    <message>
        <source>“{title}” needs the file {files}, from {host}.</source>
        <translation>„{title}“ braucht die Datei {files} von {host}.</translation>
    </message>
    <message>
        <source>Nobody states a checksum for it, so it cannot be checked that this first download is what its publisher meant.</source>
        <translation>Niemand nennt eine Prüfsumme dafür. Deshalb lässt sich nicht prüfen, ob dieser erste Download das ist, was der Herausgeber meinte.</translation>
    </message>
    <message>
        <source>AerOSeg reads the file as data and never runs anything in it. Its checksum is remembered, and later downloads must be the same.</source>
        <translation>AerOSeg liest die Datei als Daten und führt nichts darin aus. Ihre Prüfsumme wird gemerkt, und spätere Downloads müssen dieselben sein.</translation>
    </message>
    <message>
        <source>Terms of use: {licence}.</source>
        <translation>Nutzungsbedingungen: {licence}.</translation>
    </message>
    <message>
        <source>Fetch the weights of this model</source>
        <translation>Die Gewichte dieses Modells holen</translation>
    </message>
    <message>
        <source>I have the files…</source>
        <translation>Ich habe die Dateien…</translation>
    </message>
    <message>
        <source>Use weights that are on this computer already; the files stay where they are</source>
        <translation>Gewichte verwenden, die schon auf diesem Computer sind; die Dateien bleiben, wo sie sind</translation>
    </message>
    <message>
        <source>How far the download is</source>
        <translation>Wie weit der Download ist</translation>
    </message>
    <message>
        <source>Pause download</source>
        <translation>Download anhalten</translation>
    </message>
    <message>
        <source>Stop; what has come is kept, and the next download goes on</source>
        <translation>Anhalten; was da ist, bleibt, und der nächste Download macht weiter</translation>
    </message>
    <message>
        <source>“{title}” is being downloaded.</source>
        <translation>„{title}“ wird heruntergeladen.</translation>
    </message>
    <message>
        <source>Download, {size}</source>
        <translation>Herunterladen, {size}</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>Herunterladen</translation>
    </message>
    <message>
        <source>Go on with the download ({share} here)</source>
        <translation>Download fortsetzen ({share} sind da)</translation>
    </message>
    <message>
        <source>Put together</source>
        <translation>Zusammensetzen</translation>
    </message>
    <message>
        <source>Another model is being downloaded; this one can follow.</source>
        <translation>Ein anderes Modell wird gerade heruntergeladen; dieses kann folgen.</translation>
    </message>
    <message>
        <source>The weights of this model are public and not on this computer yet.</source>
        <translation>Die Gewichte dieses Modells sind öffentlich und noch nicht auf diesem Computer.</translation>
    </message>
    <message>
        <source>Terms: {licence}.</source>
        <translation>Bedingungen: {licence}.</translation>
    </message>
    <message>
        <source>Download a file that cannot be checked?</source>
        <translation>Eine Datei herunterladen, die nicht geprüft werden kann?</translation>
    </message>
    <message>
        <source>Choose the published files</source>
        <translation>Die veröffentlichten Dateien wählen</translation>
    </message>
    <message>
        <source>Weights ({patterns})</source>
        <translation>Gewichte ({patterns})</translation>
    </message>
    <message>
        <source>{file}, from {page}</source>
        <translation>{file}, von {page}</translation>
    </message>
    <message>
        <source>Without a network, put these into {folder}</source>
        <translation>Ohne Netz diese Dateien in {folder} legen</translation>
    </message>
    <message>
        <source>The files are here; the model is made of them</source>
        <translation>Die Dateien sind da; das Modell wird aus ihnen gemacht</translation>
    </message>
    <message>
        <source>{build}: {download} to download, {disk} on disk</source>
        <translation>{build}: {download} herunterzuladen, {disk} auf der Platte</translation>
    </message>
    <message>
        <source>Processor (CPU)</source>
        <translation>Prozessor (CPU)</translation>
    </message>
    <message>
        <source>NVIDIA GPU (CUDA)</source>
        <translation>NVIDIA-GPU (CUDA)</translation>
    </message>
    <message>
        <source>Apple GPU (MPS)</source>
        <translation>Apple-GPU (MPS)</translation>
    </message>
    <message>
        <source>This Mac's GPU computes several times faster.</source>
        <translation>Die GPU dieses Macs rechnet mehrmals so schnell.</translation>
    </message>
    <message>
        <source>“{gpu}” computes many times faster than the processor.</source>
        <translation>„{gpu}“ rechnet um ein Vielfaches schneller als der Prozessor.</translation>
    </message>
    <message>
        <source>No NVIDIA GPU was found on this computer.</source>
        <translation>Auf diesem Computer wurde keine NVIDIA-GPU gefunden.</translation>
    </message>
    <message>
        <source>The driver {driver} of “{gpu}” is too old for CUDA: {oldest} is needed.</source>
        <translation>Der Treiber {driver} von „{gpu}“ ist zu alt für CUDA: {oldest} wird gebraucht.</translation>
    </message>
    <message>
        <source>Smaller, and slower.</source>
        <translation>Kleiner und langsamer.</translation>
    </message>
    <message>
        <source>The AerOSeg worker cannot be started.</source>
        <translation>Der AerOSeg-Arbeitsprozess kann nicht gestartet werden.</translation>
    </message>
    <message>
        <source>Its Python “{path}” does not exist any more.</source>
        <translation>Sein Python „{path}“ gibt es nicht mehr.</translation>
    </message>
    <message>
        <source>Choose another one in the AerOSeg options, Environment tab.</source>
        <translation>In den AerOSeg-Optionen, Reiter Umgebung, ein anderes wählen.</translation>
    </message>
    <message>
        <source>This Python was not checked.</source>
        <translation>Dieses Python wurde nicht geprüft.</translation>
    </message>
    <message>
        <source>There is no file “{path}”.</source>
        <translation>Es gibt keine Datei „{path}“.</translation>
    </message>
    <message>
        <source>Choose the program file, for example “.venv/bin/python”.</source>
        <translation>Die Programmdatei wählen, zum Beispiel „.venv/bin/python“.</translation>
    </message>
    <message>
        <source>The worker gave an answer that does not fit.</source>
        <translation>Die Antwort des Arbeitsprozesses passt nicht.</translation>
    </message>
    <message>
        <source>AerOSeg has no Python for its model yet.</source>
        <translation>AerOSeg hat noch kein Python für sein Modell.</translation>
    </message>
    <message>
        <source>The model runs in a Python of its own, with PyTorch, apart from QGIS.</source>
        <translation>Das Modell läuft in einem eigenen Python mit PyTorch, getrennt von QGIS.</translation>
    </message>
    <message>
        <source>Click “Install”, or choose an existing Python with PyTorch.</source>
        <translation>Auf „Installieren“ klicken oder ein vorhandenes Python mit PyTorch wählen.</translation>
    </message>
    <message>
        <source>A package was not found.</source>
        <translation>Ein Paket wurde nicht gefunden.</translation>
    </message>
    <message>
        <source>Choose another folder of packages, or leave it empty to use the network.</source>
        <translation>Einen anderen Paketordner wählen oder das Feld leer lassen, um das Netz zu benutzen.</translation>
    </message>
    <message>
        <source>Checking {file}</source>
        <translation>{file} wird geprüft</translation>
    </message>
    <message>
        <source>A downloaded package was refused.</source>
        <translation>Ein heruntergeladenes Paket wurde abgelehnt.</translation>
    </message>
    <message>
        <source>“{file}” is not the file that the package index lists.</source>
        <translation>„{file}“ ist nicht die Datei, die der Paketindex nennt.</translation>
    </message>
    <message>
        <source>Try again; if it stays so, something on the way changes files.</source>
        <translation>Noch einmal versuchen; bleibt es so, verändert etwas unterwegs die Dateien.</translation>
    </message>
    <message>
        <source>The packages were not downloaded completely.</source>
        <translation>Die Pakete wurden nicht vollständig heruntergeladen.</translation>
    </message>
    <message>
        <source>“{file}” could not be fetched from {host}: {why}.</source>
        <translation>„{file}“ konnte nicht von {host} geholt werden: {why}.</translation>
    </message>
    <message>
        <source>What has come is kept. Look after the network and try again; it then goes on.</source>
        <translation>Was da ist, bleibt. Nach dem Netz sehen und noch einmal versuchen; dann geht es weiter.</translation>
    </message>
    <message>
        <source>There is no space left in “{folder}” ({free} are free).</source>
        <translation>In „{folder}“ ist kein Platz mehr ({free} sind frei).</translation>
    </message>
    <message>
        <source>Make room, or choose another folder in the options, Environment tab.</source>
        <translation>Platz schaffen oder in den Optionen, Reiter Umgebung, einen anderen Ordner wählen.</translation>
    </message>
    <message>
        <source>“{folder}” cannot be written: {error}.</source>
        <translation>„{folder}“ ist nicht beschreibbar: {error}.</translation>
    </message>
    <message>
        <source>Choose another folder in the options, Environment tab.</source>
        <translation>In den Optionen, Reiter Umgebung, einen anderen Ordner wählen.</translation>
    </message>
    <message>
        <source>The environment was not made, and nothing of it was kept.</source>
        <translation>Die Umgebung wurde nicht gemacht, und nichts davon blieb.</translation>
    </message>
    <message>
        <source>preparing the installer</source>
        <translation>die Installation wird vorbereitet</translation>
    </message>
    <message>
        <source>making the environment</source>
        <translation>die Umgebung wird gemacht</translation>
    </message>
    <message>
        <source>The environment was not made.</source>
        <translation>Die Umgebung wurde nicht gemacht.</translation>
    </message>
    <message>
        <source>“{path}” is no Python 3.10 to 3.14 (64 bit) that runs here.</source>
        <translation>„{path}“ ist kein Python 3.10 bis 3.14 (64 Bit), das hier läuft.</translation>
    </message>
    <message>
        <source>Choose another one, or leave the field empty.</source>
        <translation>Ein anderes wählen oder das Feld leer lassen.</translation>
    </message>
    <message>
        <source>comparing with what is here</source>
        <translation>Vergleich mit dem, was da ist</translation>
    </message>
    <message>
        <source>Looking at the packages</source>
        <translation>Pakete werden angesehen</translation>
    </message>
    <message>
        <source>installing {n} packages</source>
        <translation>{n} Pakete werden installiert</translation>
    </message>
    <message>
        <source>choosing the packages</source>
        <translation>die Pakete werden ausgewählt</translation>
    </message>
    <message>
        <source>waiting for your answer</source>
        <translation>wartet auf Ihre Antwort</translation>
    </message>
    <message>
        <source>fetching and installing the packages</source>
        <translation>Pakete werden geholt und installiert</translation>
    </message>
    <message>
        <source>It needs {needed} in “{folder}”, and {free} are free.</source>
        <translation>Sie braucht {needed} in „{folder}“, und {free} sind frei.</translation>
    </message>
    <message>
        <source>downloading, {done} of {total}</source>
        <translation>Herunterladen, {done} von {total}</translation>
    </message>
    <message>
        <source>The environment was not changed as asked.</source>
        <translation>Die Umgebung wurde nicht wie gewünscht geändert.</translation>
    </message>
    <message>
        <source>The installer met an error that it does not know: {error}.</source>
        <translation>Die Installation traf auf einen Fehler, den sie nicht kennt: {error}.</translation>
    </message>
    <message>
        <source>The log has the details; report them with “Copy diagnostics”.</source>
        <translation>Das Protokoll hat die Einzelheiten; bitte mit „Diagnose kopieren“ melden.</translation>
    </message>
    <message>
        <source>beginning</source>
        <translation>beginnt</translation>
    </message>
    <message>
        <source>The environment was not changed.</source>
        <translation>Die Umgebung wurde nicht geändert.</translation>
    </message>
    <message>
        <source>Another QGIS is installing into “{folder}”.</source>
        <translation>Ein anderes QGIS installiert gerade in „{folder}“.</translation>
    </message>
    <message>
        <source>Wait until it has ended, then try again.</source>
        <translation>Warten, bis es fertig ist, dann noch einmal versuchen.</translation>
    </message>
    <message>
        <source>looking at every file</source>
        <translation>jede Datei wird angesehen</translation>
    </message>
    <message>
        <source>loading the libraries</source>
        <translation>die Bibliotheken werden geladen</translation>
    </message>
    <message>
        <source>segmenting a tile</source>
        <translation>eine Kachel wird segmentiert</translation>
    </message>
    <message>
        <source>removing the environment</source>
        <translation>die Umgebung wird entfernt</translation>
    </message>
    <message>
        <source>Removing the environment</source>
        <translation>Die Umgebung wird entfernt</translation>
    </message>
    <message>
        <source>“{package}” lacks its file “{file}”, or it was changed.</source>
        <translation>„{package}“ fehlt die Datei „{file}“, oder sie wurde verändert.</translation>
    </message>
    <message>
        <source>{n} files of {names} are missing or were changed, “{file}” among them.</source>
        <translation>{n} Dateien von {names} fehlen oder wurden verändert, darunter „{file}“.</translation>
    </message>
    <message>
        <source>The environment is damaged.</source>
        <translation>Die Umgebung ist beschädigt.</translation>
    </message>
    <message>
        <source>Click “Repair”: only what is damaged is fetched again.</source>
        <translation>Auf „Reparieren“ klicken: Nur was beschädigt ist, wird neu geholt.</translation>
    </message>
    <message>
        <source>There is no Python in “{folder}”.</source>
        <translation>In „{folder}“ ist kein Python.</translation>
    </message>
    <message>
        <source>Click “Repair” to make it anew.</source>
        <translation>Auf „Reparieren“ klicken, um sie neu zu machen.</translation>
    </message>
    <message>
        <source>{build}, PyTorch {torch}, Python {python}, {size}</source>
        <translation>{build}, PyTorch {torch}, Python {python}, {size}</translation>
    </message>
    <message>
        <source>No Python {oldest} to {newest} was found here, and none could be fetched.</source>
        <translation>Hier wurde kein Python {oldest} bis {newest} gefunden, und es konnte keines geholt werden.</translation>
    </message>
    <message>
        <source>Install a Python from your system's packages or python.org, then try again.</source>
        <translation>Ein Python aus den Paketen des Systems oder von python.org installieren, dann noch einmal versuchen.</translation>
    </message>
    <message>
        <source>The packages could not be chosen.</source>
        <translation>Die Pakete konnten nicht ausgewählt werden.</translation>
    </message>
    <message>
        <source>The installer's answer was not understood: {error}.</source>
        <translation>Die Antwort des Installationsprogramms wurde nicht verstanden: {error}.</translation>
    </message>
    <message>
        <source>Update AerOSeg, and report this with “Copy diagnostics”.</source>
        <translation>AerOSeg aktualisieren und dies mit „Diagnose kopieren“ melden.</translation>
    </message>
    <message>
        <source>The installer “uv” could not be fetched, and no Python with “venv” was found.</source>
        <translation>Das Installationsprogramm „uv“ konnte nicht geholt werden, und es wurde kein Python mit „venv“ gefunden.</translation>
    </message>
    <message>
        <source>Connect to the network, put a file “uv-….whl” into the folder of packages, or install Python (on Debian and Ubuntu the package python3-venv).</source>
        <translation>Mit dem Netz verbinden, eine Datei „uv-….whl“ in den Paketordner legen oder Python installieren (unter Debian und Ubuntu das Paket python3-venv).</translation>
    </message>
    <message>
        <source>There is no space left in “{folder}”.</source>
        <translation>In „{folder}“ ist kein Platz mehr.</translation>
    </message>
    <message>
        <source>The folder of packages is not complete.</source>
        <translation>Der Paketordner ist nicht vollständig.</translation>
    </message>
    <message>
        <source>“{name}” is missing in it, or does not fit this Python.</source>
        <translation>„{name}“ fehlt darin oder passt nicht zu diesem Python.</translation>
    </message>
    <message>
        <source>Fill the folder as docs/install.md says, on a computer of the same kind.</source>
        <translation>Den Ordner füllen, wie docs/install.md es sagt, auf einem Computer derselben Art.</translation>
    </message>
    <message>
        <source>The packages were not downloaded.</source>
        <translation>Die Pakete wurden nicht heruntergeladen.</translation>
    </message>
    <message>
        <source>The package index could not be reached.</source>
        <translation>Der Paketindex war nicht erreichbar.</translation>
    </message>
    <message>
        <source>Look after the network and QGIS's proxy settings, then try again.</source>
        <translation>Nach dem Netz und den Proxy-Einstellungen von QGIS sehen, dann noch einmal versuchen.</translation>
    </message>
    <message>
        <source>The packages were not installed.</source>
        <translation>Die Pakete wurden nicht installiert.</translation>
    </message>
    <message>
        <source>The installer said: {line}</source>
        <translation>Das Installationsprogramm meldete: {line}</translation>
    </message>
    <message>
        <source>fetching the installer “uv”</source>
        <translation>das Installationsprogramm „uv“ wird geholt</translation>
    </message>
    <message>
        <source>The libraries do not load.</source>
        <translation>Die Bibliotheken lassen sich nicht laden.</translation>
    </message>
    <message>
        <source>The model does not run in it.</source>
        <translation>Das Modell läuft darin nicht.</translation>
    </message>
    <message>
        <source>The environment does not work.</source>
        <translation>Die Umgebung funktioniert nicht.</translation>
    </message>
    <message>
        <source>Try again; if it stays so, report it with “Copy diagnostics”.</source>
        <translation>Noch einmal versuchen; bleibt es so, mit „Diagnose kopieren“ melden.</translation>
    </message>
    <message>
        <source>The model runs in a Python of its own, with PyTorch, apart from QGIS. It is made here, in a folder of yours, and QGIS's own Python is never changed.</source>
        <translation>Das Modell läuft in einem eigenen Python mit PyTorch, getrennt von QGIS. Es wird hier gemacht, in einem Ordner von Ihnen; das Python von QGIS wird nie verändert.</translation>
    </message>
    <message>
        <source>Copy diagnostics</source>
        <translation>Diagnose kopieren</translation>
    </message>
    <message>
        <source>Copy versions, device, environment and the last log lines, without your paths</source>
        <translation>Versionen, Gerät, Umgebung und die letzten Protokollzeilen kopieren, ohne Ihre Pfade</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>Dieser Computer</translation>
    </message>
    <message>
        <source>Graphics</source>
        <translation>Grafik</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Arbeitsspeicher</translation>
    </message>
    <message>
        <source>Free disk space</source>
        <translation>Freier Plattenplatz</translation>
    </message>
    <message>
        <source>Python</source>
        <translation>Python</translation>
    </message>
    <message>
        <source>looking…</source>
        <translation>wird angesehen…</translation>
    </message>
    <message>
        <source>Environment for the model</source>
        <translation>Umgebung für das Modell</translation>
    </message>
    <message>
        <source>Which build of PyTorch; the recommended one is first</source>
        <translation>Welche Fassung von PyTorch; die empfohlene steht zuerst</translation>
    </message>
    <message>
        <source>Choose the folder of the environment</source>
        <translation>Den Ordner der Umgebung wählen</translation>
    </message>
    <message>
        <source>Where the environment lies; empty: a folder of your own</source>
        <translation>Wo die Umgebung liegt; leer: ein eigener Ordner</translation>
    </message>
    <message>
        <source>Choose the folder of packages</source>
        <translation>Den Paketordner wählen</translation>
    </message>
    <message>
        <source>For a computer without network: a folder of package files (.whl). Else empty</source>
        <translation>Für einen Computer ohne Netz: ein Ordner mit Paketdateien (.whl). Sonst leer</translation>
    </message>
    <message>
        <source>from the network</source>
        <translation>aus dem Netz</translation>
    </message>
    <message>
        <source>Build</source>
        <translation>Fassung</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Packages</source>
        <translation>Pakete</translation>
    </message>
    <message>
        <source>Fetch the packages and put them into the folder</source>
        <translation>Die Pakete holen und in den Ordner legen</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Look at every file, load the libraries, segment a tile</source>
        <translation>Jede Datei ansehen, die Bibliotheken laden, eine Kachel segmentieren</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Entfernen…</translation>
    </message>
    <message>
        <source>Remove the environment and all that was fetched for it</source>
        <translation>Die Umgebung und alles entfernen, was für sie geholt wurde</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>What the installer said</source>
        <translation>Was das Installationsprogramm meldete</translation>
    </message>
    <message>
        <source>Use an existing Python instead</source>
        <translation>Stattdessen ein vorhandenes Python verwenden</translation>
    </message>
    <message>
        <source>Choose a Python</source>
        <translation>Python wählen</translation>
    </message>
    <message>
        <source>The Python program for the model; empty: found by itself</source>
        <translation>Das Python-Programm für das Modell; leer: wird selbst gefunden</translation>
    </message>
    <message>
        <source>Start the worker with this Python and let it load its libraries</source>
        <translation>Den Arbeitsprozess mit diesem Python starten und seine Bibliotheken laden lassen</translation>
    </message>
    <message>
        <source>Install</source>
        <translation>Installieren</translation>
    </message>
    <message>
        <source>Install again</source>
        <translation>Neu installieren</translation>
    </message>
    <message>
        <source>Update</source>
        <translation>Aktualisieren</translation>
    </message>
    <message>
        <source>Repair</source>
        <translation>Reparieren</translation>
    </message>
    <message>
        <source>PyTorch has no build for this computer.</source>
        <translation>PyTorch hat keine Fassung für diesen Computer.</translation>
    </message>
    <message>
        <source>Not made yet. {size} are here from the last try.</source>
        <translation>Noch nicht gemacht. {size} sind vom letzten Versuch da.</translation>
    </message>
    <message>
        <source>Not made yet.</source>
        <translation>Noch nicht gemacht.</translation>
    </message>
    <message>
        <source>The environment is damaged. Click “Repair”.</source>
        <translation>Die Umgebung ist beschädigt. Auf „Reparieren“ klicken.</translation>
    </message>
    <message>
        <source>AerOSeg is newer than its packages. Click “Update”. Now: {what}.</source>
        <translation>AerOSeg ist neuer als seine Pakete. Auf „Aktualisieren“ klicken. Jetzt: {what}.</translation>
    </message>
    <message>
        <source>Ready: {what}.</source>
        <translation>Bereit: {what}.</translation>
    </message>
    <message>
        <source>no GPU that PyTorch can use was found</source>
        <translation>keine GPU gefunden, die PyTorch benutzen kann</translation>
    </message>
    <message>
        <source>{name}, driver {driver}, {memory}</source>
        <translation>{name}, Treiber {driver}, {memory}</translation>
    </message>
    <message>
        <source>none that fits; one is fetched, 30 MB</source>
        <translation>keines, das passt; eines wird geholt, 30 MB</translation>
    </message>
    <message>
        <source>{build} (recommended)</source>
        <translation>{build} (empfohlen)</translation>
    </message>
    <message>
        <source>Remove the environment?</source>
        <translation>Die Umgebung entfernen?</translation>
    </message>
    <message>
        <source>{size} in “{folder}” are removed. Models, results and settings stay.</source>
        <translation>{size} in „{folder}“ werden entfernt. Modelle, Ergebnisse und Einstellungen bleiben.</translation>
    </message>
    <message>
        <source>Copied. Paste it into your report.</source>
        <translation>Kopiert. In Ihren Bericht einfügen.</translation>
    </message>
    <message>
        <source>Checking, which takes some seconds…</source>
        <translation>Wird geprüft, das dauert einige Sekunden…</translation>
    </message>
    <message>
        <source>This Python works. Device: {name} ({why}). {libraries}.</source>
        <translation>Dieses Python funktioniert. Gerät: {name} ({why}). {libraries}.</translation>
    </message>
    <message>
        <source>The picture of “{name}” could not be written.</source>
        <translation>Das Bild von „{name}“ konnte nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>The folder “{folder}” gave an error: {error}.</source>
        <translation>Der Ordner „{folder}“ gab einen Fehler: {error}.</translation>
    </message>
    <message>
        <source>Free some space, or choose another results folder in the options.</source>
        <translation>Speicherplatz frei machen oder in den Optionen einen anderen Ergebnisordner wählen.</translation>
    </message>
    <message>
        <source>Some pictures of “{name}” did not come; those places have no result. {why}</source>
        <translation>Einige Bilder von „{name}“ kamen nicht; diese Stellen haben kein Ergebnis. {why}</translation>
    </message>
    <message>
        <source>“{name}” gave an empty picture.</source>
        <translation>„{name}“ gab ein leeres Bild.</translation>
    </message>
    <message>
        <source>Its server sent nothing for this area, or cannot be reached.</source>
        <translation>Der Server schickte für dieses Gebiet nichts oder ist nicht erreichbar.</translation>
    </message>
    <message>
        <source>Check that the map shows the layer here, then run again.</source>
        <translation>Prüfen, ob die Karte den Layer hier zeigt, dann noch einmal starten.</translation>
    </message>
    <message>
        <source>“{name}” has no pixels in this area.</source>
        <translation>„{name}“ hat in diesem Gebiet keine Pixel.</translation>
    </message>
    <message>
        <source>Everything here is transparent or nodata.</source>
        <translation>Alles hier ist durchsichtig oder ohne Daten.</translation>
    </message>
    <message>
        <source>Move the map to where the image is.</source>
        <translation>Die Karte dorthin bewegen, wo das Bild ist.</translation>
    </message>
    <message>
        <source>AerOSeg: reading “{name}”</source>
        <translation>AerOSeg: „{name}“ wird gelesen</translation>
    </message>
    <message>
        <source>The places cannot be brought to the coordinates of the image.</source>
        <translation>Die Stellen können nicht in die Koordinaten des Bildes gebracht werden.</translation>
    </message>
    <message>
        <source>Check the coordinate systems of both layers.</source>
        <translation>Die Koordinatensysteme beider Layer prüfen.</translation>
    </message>
    <message>
        <source>The places could not be handed to the model.</source>
        <translation>Die Stellen konnten dem Modell nicht übergeben werden.</translation>
    </message>
    <message>
        <source>“{path}” cannot be written: {error}.</source>
        <translation>„{path}“ kann nicht geschrieben werden: {error}.</translation>
    </message>
    <message>
        <source>Free some space on the disk of the temporary folder.</source>
        <translation>Platz auf der Platte des temporären Ordners frei machen.</translation>
    </message>
    <message>
        <source>The figures of the result cannot be counted.</source>
        <translation>Die Zahlen des Ergebnisses können nicht gezählt werden.</translation>
    </message>
    <message>
        <source>AerOSeg: counting the result</source>
        <translation>AerOSeg: das Ergebnis wird gezählt</translation>
    </message>
    <message>
        <source>AerOSeg help</source>
        <translation>AerOSeg-Hilfe</translation>
    </message>
    <message>
        <source>The page “{page}” did not come with this installation.</source>
        <translation>Die Seite „{page}“ kam mit dieser Installation nicht mit.</translation>
    </message>
    <message>
        <source>Correlation: {image}, {names}</source>
        <translation>Korrelation: {image}, {names}</translation>
    </message>
    <message>
        <source>The maps were not added.</source>
        <translation>Die Karten wurden nicht hinzugefügt.</translation>
    </message>
    <message>
        <source>QGIS cannot read “{path}”.</source>
        <translation>QGIS kann „{path}“ nicht lesen.</translation>
    </message>
    <message>
        <source>Try again; if it repeats, look at the log.</source>
        <translation>Noch einmal versuchen; wiederholt es sich, ins Protokoll sehen.</translation>
    </message>
    <message>
        <source>{title} of “{name}”. {meaning} File: {file}.</source>
        <translation>{title} von „{name}“. {meaning} Datei: {file}.</translation>
    </message>
    <message>
        <source>Cosine of picture and name. What follows may read either sign: with the built-in model low means a match.</source>
        <translation>Kosinus von Bild und Name. Was folgt, kann beide Vorzeichen lesen: Beim eingebauten Modell bedeutet niedrig einen Treffer.</translation>
    </message>
    <message>
        <source>Score of the class, from 0 to 1.</source>
        <translation>Wert der Klasse, von 0 bis 1.</translation>
    </message>
    <message>
        <source>High means more of this class to the decoder.</source>
        <translation>Hoch bedeutet für den Decoder mehr von dieser Klasse.</translation>
    </message>
    <message>
        <source>Make the environment for the model</source>
        <translation>Die Umgebung für das Modell machen</translation>
    </message>
    <message>
        <source>More choices…</source>
        <translation>Mehr Möglichkeiten…</translation>
    </message>
    <message>
        <source>Other builds, another folder, a computer without network: options, Environment</source>
        <translation>Andere Fassungen, ein anderer Ordner, ein Computer ohne Netz: Optionen, Umgebung</translation>
    </message>
    <message>
        <source>Use an existing Python…</source>
        <translation>Vorhandenes Python verwenden…</translation>
    </message>
    <message>
        <source>Choose a Python that has PyTorch and the other packages</source>
        <translation>Ein Python wählen, das PyTorch und die anderen Pakete hat</translation>
    </message>
    <message>
        <source>Install ({size})</source>
        <translation>Installieren ({size})</translation>
    </message>
    <message>
        <source>The environment for the model is being made. You can go on working.</source>
        <translation>Die Umgebung für das Modell wird gemacht. Sie können weiterarbeiten.</translation>
    </message>
    <message>
        <source>AerOSeg is newer than its packages. Update them: only what changed is fetched.</source>
        <translation>AerOSeg ist neuer als seine Pakete. Aktualisieren: Nur was sich geändert hat, wird geholt.</translation>
    </message>
    <message>
        <source>The environment for the model is damaged. Repair it.</source>
        <translation>Die Umgebung für das Modell ist beschädigt. Bitte reparieren.</translation>
    </message>
    <message>
        <source>AerOSeg has no Python for its model yet. Looking at this computer…</source>
        <translation>AerOSeg hat noch kein Python für sein Modell. Dieser Computer wird angesehen…</translation>
    </message>
    <message>
        <source>AerOSeg has no Python for its model yet, and PyTorch has no build for this computer. Choose an existing Python with PyTorch if you have one.</source>
        <translation>AerOSeg hat noch kein Python für sein Modell, und PyTorch hat keine Fassung für diesen Computer. Wählen Sie ein vorhandenes Python mit PyTorch, wenn Sie eines haben.</translation>
    </message>
    <message>
        <source>AerOSeg has no Python for its model yet. It needs PyTorch, once, in a folder of its own: {download} to download, {disk} on disk. QGIS's own Python is not touched.</source>
        <translation>AerOSeg hat noch kein Python für sein Modell. Es braucht einmal PyTorch, in einem eigenen Ordner: {download} herunterzuladen, {disk} auf der Platte. Das Python von QGIS bleibt unberührt.</translation>
    </message>
    <message>
        <source>{size} are here from the last try.</source>
        <translation>{size} sind vom letzten Versuch da.</translation>
    </message>
    <message>
        <source>How far the installation is</source>
        <translation>Wie weit die Installation ist</translation>
    </message>
    <message>
        <source>Stop; what was downloaded is kept, and the next try goes on</source>
        <translation>Anhalten; was da ist, bleibt, und der nächste Versuch macht weiter</translation>
    </message>
    <message>
        <source>A larger download than expected</source>
        <translation>Ein größerer Download als erwartet</translation>
    </message>
    <message>
        <source>The build that was proposed cannot be had from here. The package index offers another one, of {size}.</source>
        <translation>Die vorgeschlagene Fassung ist von hier nicht zu bekommen. Der Paketindex bietet eine andere an, mit {size}.</translation>
    </message>
    <message>
        <source>It works as well, but takes more time and more disk space.</source>
        <translation>Sie arbeitet ebenso, braucht aber mehr Zeit und mehr Platz.</translation>
    </message>
    <message>
        <source>Download {size}</source>
        <translation>{size} herunterladen</translation>
    </message>
    <message>
        <source>AerOSeg: a large area</source>
        <translation>AerOSeg: ein großes Gebiet</translation>
    </message>
    <message>
        <source>This area is {size} at {gsd} per pixel.</source>
        <translation>Dieses Gebiet hat {size} bei {gsd} je Pixel.</translation>
    </message>
    <message>
        <source>Use {gsd}</source>
        <translation>{gsd} verwenden</translation>
    </message>
    <message>
        <source>Run it all</source>
        <translation>Alles rechnen</translation>
    </message>
    <message>
        <source>It has {tiles} tiles; it takes {time} on this computer and up to {disk} on disk.</source>
        <translation>Es hat {tiles} Kacheln; das dauert auf diesem Computer {time} und braucht bis zu {disk} auf der Platte.</translation>
    </message>
    <message>
        <source>It asks the server for {n} map tiles, {rate} a second at most.</source>
        <translation>Es fragt den Server nach {n} Kartenkacheln, höchstens {rate} je Sekunde.</translation>
    </message>
    <message>
        <source>That is {n} map tiles from the server, more than is decent to ask for.</source>
        <translation>Das sind {n} Kartenkacheln vom Server, mehr als man anständigerweise abfragt.</translation>
    </message>
    <message>
        <source>Zoom in for a smaller area.</source>
        <translation>Für ein kleineres Gebiet hineinzoomen.</translation>
    </message>
    <message>
        <source>At {gsd} per pixel it takes {time}, but the model was made for {made} and may find little. Zooming in is better.</source>
        <translation>Bei {gsd} je Pixel dauert es {time}, aber das Modell wurde für {made} gemacht und findet vielleicht wenig. Hineinzoomen ist besser.</translation>
    </message>
    <message>
        <source>At {gsd} per pixel it takes {time}, but small things may be missed. Zooming in keeps them.</source>
        <translation>Bei {gsd} je Pixel dauert es {time}, aber kleine Dinge können entgehen. Hineinzoomen behält sie.</translation>
    </message>
    <message>
        <source>&amp;Teach a word…</source>
        <translation>Ein Wort &amp;lehren…</translation>
    </message>
    <message>
        <source>Show in a few places what a word means, known or not</source>
        <translation>An einigen Stellen zeigen, was ein Wort bedeutet, bekannt oder nicht</translation>
    </message>
    <message>
        <source>&amp;Calibrate…</source>
        <translation>&amp;Kalibrieren…</translation>
    </message>
    <message>
        <source>Fit the thresholds of the classes on polygons of which you know them</source>
        <translation>Die Schwellen der Klassen an Polygone anpassen, deren Klasse Sie kennen</translation>
    </message>
    <message>
        <source>A word is being taught already.</source>
        <translation>Es wird gerade ein Wort gelehrt.</translation>
    </message>
    <message>
        <source>Choose a model that is ready first.</source>
        <translation>Zuerst ein Modell wählen, das bereit ist.</translation>
    </message>
    <message>
        <source>Words cannot be taught to this kind of model.</source>
        <translation>Dieser Art von Modell können keine Wörter gelehrt werden.</translation>
    </message>
    <message>
        <source>Teach this word…</source>
        <translation>Dieses Wort lehren…</translation>
    </message>
    <message>
        <source>Show in a few places what the word means</source>
        <translation>An einigen Stellen zeigen, was das Wort bedeutet</translation>
    </message>
    <message>
        <source>Forget what was taught</source>
        <translation>Vergessen, was gelehrt wurde</translation>
    </message>
    <message>
        <source>“{name}” is kept: from now on it means what you showed.</source>
        <translation>„{name}“ wird behalten: Ab jetzt bedeutet es, was Sie gezeigt haben.</translation>
    </message>
    <message>
        <source>What was learned is discarded.</source>
        <translation>Das Gelernte ist verworfen.</translation>
    </message>
    <message>
        <source>Forget a word</source>
        <translation>Ein Wort vergessen</translation>
    </message>
    <message>
        <source>Forget what “{name}” was taught from {n} places? This cannot be undone.</source>
        <translation>Vergessen, was „{name}“ von {n} Stellen gelehrt wurde? Das lässt sich nicht rückgängig machen.</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>Vergessen</translation>
    </message>
    <message>
        <source>{n} classes of the list were changed.</source>
        <translation>{n} Klassen der Liste wurden geändert.</translation>
    </message>
    <message>
        <source>One class of the list was changed.</source>
        <translation>Eine Klasse der Liste wurde geändert.</translation>
    </message>
    <message>
        <source>“{name}” is not known to the model “{model}” and gets no pixel.</source>
        <translation>„{name}“ ist dem Modell „{model}“ nicht bekannt und bekommt kein Pixel.</translation>
    </message>
    <message>
        <source>{n} names are not known to the model “{model}” and get no pixel. Point at one to see which models know it.</source>
        <translation>{n} Namen sind dem Modell „{model}“ nicht bekannt und bekommen kein Pixel. Beim Zeigen auf einen steht, welche Modelle ihn kennen.</translation>
    </message>
    <message>
        <source>Without background words each pixel gets one of your names. Switch them on, or add “background” to the list.</source>
        <translation>Ohne Hintergrundwörter bekommt jedes Pixel einen Ihrer Namen. Schalten Sie sie ein oder fügen Sie „background“ hinzu.</translation>
    </message>
    <message>
        <source>“{file}” cannot be written.</source>
        <translation>„{file}“ kann nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>{name} (not known to this model)</source>
        <translation>{name} (diesem Modell nicht bekannt)</translation>
    </message>
    <message>
        <source>unsure</source>
        <translation>unsicher</translation>
    </message>
    <message>
        <source>sure</source>
        <translation>sicher</translation>
    </message>
    <message>
        <source>One more model…</source>
        <translation>Noch ein Modell…</translation>
    </message>
    <message>
        <source>{n} more models…</source>
        <translation>{n} weitere Modelle…</translation>
    </message>
    <message>
        <source>Models whose weights are not here, and how to get them: options, Models</source>
        <translation>Modelle, deren Gewichte nicht hier sind, und wie man sie bekommt: Optionen, Modelle</translation>
    </message>
    <message>
        <source>looking for models…</source>
        <translation>Modelle werden gesucht…</translation>
    </message>
    <message>
        <source>no model</source>
        <translation>kein Modell</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>bereit</translation>
    </message>
    <message>
        <source>needs download</source>
        <translation>muss geladen werden</translation>
    </message>
    <message>
        <source>needs weights</source>
        <translation>Gewichte fehlen</translation>
    </message>
    <message>
        <source>broken</source>
        <translation>defekt</translation>
    </message>
    <message>
        <source>State: {state}. {reason}</source>
        <translation>Zustand: {state}. {reason}</translation>
    </message>
    <message>
        <source>Names: any (open vocabulary)</source>
        <translation>Namen: beliebige (offener Wortschatz)</translation>
    </message>
    <message>
        <source>{names} and {n} more</source>
        <translation>{names} und {n} weitere</translation>
    </message>
    <message>
        <source>Names ({n}): {names}</source>
        <translation>Namen ({n}): {names}</translation>
    </message>
    <message>
        <source>Works best at {gsd} per pixel; tiles of {tile} px</source>
        <translation>Arbeitet am besten bei {gsd} je Pixel; Kacheln von {tile} px</translation>
    </message>
    <message>
        <source>Needs: {needs}</source>
        <translation>Braucht: {needs}</translation>
    </message>
    <message>
        <source>nothing else</source>
        <translation>sonst nichts</translation>
    </message>
    <message>
        <source>Size: {size}</source>
        <translation>Größe: {size}</translation>
    </message>
    <message>
        <source>Licence: {licence}</source>
        <translation>Lizenz: {licence}</translation>
    </message>
    <message>
        <source>Credit: {credit}</source>
        <translation>Dank an: {credit}</translation>
    </message>
    <message>
        <source>File: {path}</source>
        <translation>Datei: {path}</translation>
    </message>
    <message>
        <source>Models that Segment can use. A fine-tuned checkpoint of your own is one .safetensors file, made by the training scripts that come with AerOSeg.</source>
        <translation>Modelle, mit denen segmentiert werden kann. Ein eigener, feinabgestimmter Checkpoint ist eine .safetensors-Datei aus den Trainingsskripten, die AerOSeg mitbringt.</translation>
    </message>
    <message>
        <source>What the chosen model is</source>
        <translation>Was das gewählte Modell ist</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>Models that ship with AerOSeg, and yours</source>
        <translation>Modelle, die AerOSeg mitbringt, und Ihre eigenen</translation>
    </message>
    <message>
        <source>Add checkpoint…</source>
        <translation>Checkpoint hinzufügen…</translation>
    </message>
    <message>
        <source>Choose a .safetensors file; it is looked into before it is added</source>
        <translation>Eine .safetensors-Datei wählen; sie wird angesehen, bevor sie dazukommt</translation>
    </message>
    <message>
        <source>Take the checkpoint off this list; the file stays</source>
        <translation>Den Checkpoint aus dieser Liste nehmen; die Datei bleibt</translation>
    </message>
    <message>
        <source>Check file</source>
        <translation>Datei prüfen</translation>
    </message>
    <message>
        <source>Read the whole file, and compare it with what is known of it</source>
        <translation>Die ganze Datei lesen und mit dem vergleichen, was von ihr bekannt ist</translation>
    </message>
    <message>
        <source>Show the chosen model's file in the file manager</source>
        <translation>Die Datei des gewählten Modells im Dateimanager zeigen</translation>
    </message>
    <message>
        <source>Choose the folder of models</source>
        <translation>Den Modellordner wählen</translation>
    </message>
    <message>
        <source>Where downloaded models are kept, up to some GB; empty: a folder of your own</source>
        <translation>Wo heruntergeladene Modelle liegen, bis zu einigen GB; leer: ein eigener Ordner</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>Remove what names mean to a model, and downloads that were cut; both come again</source>
        <translation>Entfernen, was Namen für ein Modell bedeuten, und abgebrochene Downloads; beides kommt wieder</translation>
    </message>
    <message>
        <source>Folder of models</source>
        <translation>Modellordner</translation>
    </message>
    <message>
        <source>Cache</source>
        <translation>Zwischenspeicher</translation>
    </message>
    <message>
        <source>Choose a checkpoint</source>
        <translation>Checkpoint wählen</translation>
    </message>
    <message>
        <source>Checkpoints (*.safetensors)</source>
        <translation>Checkpoints (*.safetensors)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>This checkpoint is in the list already.</source>
        <translation>Dieser Checkpoint steht schon in der Liste.</translation>
    </message>
    <message>
        <source>Looking into “{path}”…</source>
        <translation>„{path}“ wird angesehen…</translation>
    </message>
    <message>
        <source>“{title}” was looked into and joins the list with OK.</source>
        <translation>„{title}“ wurde angesehen und kommt mit OK in die Liste.</translation>
    </message>
    <message>
        <source>The checkpoint leaves the list with OK; the file stays.</source>
        <translation>Der Checkpoint verlässt die Liste mit OK; die Datei bleibt.</translation>
    </message>
    <message>
        <source>Reading “{title}”…</source>
        <translation>„{title}“ wird gelesen…</translation>
    </message>
    <message>
        <source>Reading {file}</source>
        <translation>{file} wird gelesen</translation>
    </message>
    <message>
        <source>“{title}” is not the file that is listed: its checksum is another one.</source>
        <translation>„{title}“ ist nicht die Datei, die in der Liste steht: Ihre Prüfsumme ist eine andere.</translation>
    </message>
    <message>
        <source>“{title}” can be read to its end. SHA-256: {digest}</source>
        <translation>„{title}“ lässt sich bis zum Ende lesen. SHA-256: {digest}</translation>
    </message>
    <message>
        <source>{size}: meanings of names, downloads that were cut</source>
        <translation>{size}: Bedeutungen von Namen, abgebrochene Downloads</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>leer</translation>
    </message>
    <message>
        <source>{size} were removed.</source>
        <translation>{size} wurden entfernt.</translation>
    </message>
    <message>
        <source>Class names from a layer</source>
        <translation>Klassennamen aus einem Layer</translation>
    </message>
    <message>
        <source>A layer with the names as an attribute</source>
        <translation>Ein Layer mit den Namen als Attribut</translation>
    </message>
    <message>
        <source>Each different value becomes a class</source>
        <translation>Jeder Wert wird eine Klasse</translation>
    </message>
    <message>
        <source>With the colours of its symbols</source>
        <translation>Mit den Farben seiner Symbole</translation>
    </message>
    <message>
        <source>Take the names</source>
        <translation>Namen übernehmen</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>{n} names: {names}</source>
        <translation>{n} Namen: {names}</translation>
    </message>
    <message>
        <source>There is no vector layer in the project.</source>
        <translation>Im Projekt ist kein Vektor-Layer.</translation>
    </message>
    <message>
        <source>This field holds no text. Choose another one.</source>
        <translation>Dieses Feld enthält keinen Text. Ein anderes wählen.</translation>
    </message>
    <message>
        <source>{text} These are many: is it the right field?</source>
        <translation>{text} Das sind viele: Ist es das richtige Feld?</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Ergebnisse</translation>
    </message>
    <message>
        <source>Advanced</source>
        <translation>Erweitert</translation>
    </message>
    <message>
        <source>Background words</source>
        <translation>Hintergrundwörter</translation>
    </message>
    <message>
        <source>Each run gets a new folder with the class raster, its style, the scores and the record of the run. Nothing that exists is overwritten.</source>
        <translation>Jeder Lauf bekommt einen neuen Ordner mit dem Klassenraster, seinem Stil, den Werten und dem Protokoll des Laufs. Nichts Vorhandenes wird überschrieben.</translation>
    </message>
    <message>
        <source>Choose the results folder</source>
        <translation>Den Ergebnisordner wählen</translation>
    </message>
    <message>
        <source>Empty: beside the project, or in your data folder while the project is not saved</source>
        <translation>Leer: neben dem Projekt, oder in Ihrem Datenordner, solange das Projekt nicht gespeichert ist</translation>
    </message>
    <message>
        <source>Results folder</source>
        <translation>Ergebnisordner</translation>
    </message>
    <message>
        <source>The device that computes, and memory for images that were seen.</source>
        <translation>Das Gerät, das rechnet, und Speicher für gesehene Bilder.</translation>
    </message>
    <message>
        <source>Where the model runs; automatic takes the fastest that works</source>
        <translation>Wo das Modell läuft; automatisch nimmt das schnellste, das funktioniert</translation>
    </message>
    <message>
        <source> MiB</source>
        <translation> MiB</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keiner</translation>
    </message>
    <message>
        <source>Encoded image parts kept in memory: asking other names again is then much faster</source>
        <translation>Kodierte Bildteile, die im Speicher bleiben: Die Frage nach anderen Namen geht dann viel schneller</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>Memory for encoded images</source>
        <translation>Speicher für kodierte Bilder</translation>
    </message>
    <message>
        <source>SegEarth-OV compares your names with these words, so that a single name does not fill the map. What is nearer to one of them gets no class. A row takes no part when one of your names holds a word of its second column.</source>
        <translation>SegEarth-OV vergleicht Ihre Namen mit diesen Wörtern, damit ein einzelner Name nicht die Karte füllt. Was einem von ihnen näher ist, bekommt keine Klasse. Eine Zeile bleibt weg, wenn einer Ihrer Namen ein Wort ihrer zweiten Spalte enthält.</translation>
    </message>
    <message>
        <source>Left out when a name holds</source>
        <translation>Bleibt weg, wenn ein Name enthält</translation>
    </message>
    <message>
        <source>Words with commas between; double-click or F2 to edit</source>
        <translation>Wörter mit Kommas dazwischen; Doppelklick oder F2 zum Bearbeiten</translation>
    </message>
    <message>
        <source>Add row</source>
        <translation>Zeile hinzufügen</translation>
    </message>
    <message>
        <source>Add words of a kind</source>
        <translation>Wörter einer Art hinzufügen</translation>
    </message>
    <message>
        <source>Remove row</source>
        <translation>Zeile entfernen</translation>
    </message>
    <message>
        <source>Take the selected rows out</source>
        <translation>Die gewählten Zeilen herausnehmen</translation>
    </message>
    <message>
        <source>Restore default</source>
        <translation>Vorgabe wiederherstellen</translation>
    </message>
    <message>
        <source>The list that ships with AerOSeg</source>
        <translation>Die Liste, die AerOSeg mitbringt</translation>
    </message>
    <message>
        <source>Without any word the default list stays. To compare with no words at all, switch “Background words” off in the panel.</source>
        <translation>Ohne ein einziges Wort bleibt die Vorgabe. Um mit gar keinen Wörtern zu vergleichen, „Hintergrundwörter“ im Bedienfeld ausschalten.</translation>
    </message>
    <message>
        <source>More than {n} rows cannot be used.</source>
        <translation>Mehr als {n} Zeilen können nicht verwendet werden.</translation>
    </message>
    <message>
        <source>The row of “{word}” holds too many words.</source>
        <translation>Die Zeile von „{word}“ enthält zu viele Wörter.</translation>
    </message>
    <message>
        <source>“{word}…” is longer than {n} letters.</source>
        <translation>„{word}…“ ist länger als {n} Buchstaben.</translation>
    </message>
    <message>
        <source>Set up the Python for the model first.</source>
        <translation>Zuerst das Python für das Modell einrichten.</translation>
    </message>
    <message>
        <source>Enter how large a pixel of this image is on the ground.</source>
        <translation>Eingeben, wie groß ein Pixel dieses Bildes am Boden ist.</translation>
    </message>
    <message>
        <source>Type at least one class name.</source>
        <translation>Mindestens einen Klassennamen eingeben.</translation>
    </message>
    <message>
        <source>Add a name to look for: “{name}” alone means everything else.</source>
        <translation>Einen Namen hinzufügen, nach dem gesucht wird: „{name}“ allein bedeutet alles Übrige.</translation>
    </message>
    <message>
        <source>Download this model first, or choose another one.</source>
        <translation>Zuerst dieses Modell herunterladen oder ein anderes wählen.</translation>
    </message>
    <message>
        <source>This model is not ready: {state}.</source>
        <translation>Dieses Modell ist nicht bereit: {state}.</translation>
    </message>
    <message>
        <source>This model knows none of these names.</source>
        <translation>Dieses Modell kennt keinen dieser Namen.</translation>
    </message>
    <message>
        <source>This area is too large to look inside the model.</source>
        <translation>Dieses Gebiet ist zu groß, um in das Modell zu schauen.</translation>
    </message>
    <message>
        <source>It has {size}, and about 4,096 × 4,096 px is the most.</source>
        <translation>Es hat {size}, und etwa 4.096 × 4.096 px sind das Höchste.</translation>
    </message>
    <message>
        <source>Zoom in, or choose a coarser resolution.</source>
        <translation>Hineinzoomen oder eine gröbere Auflösung wählen.</translation>
    </message>
    <message>
        <source>{lat}° {ns}, {lon}° {ew}</source>
        <translation>{lat}° {ns}, {lon}° {ew}</translation>
    </message>
    <message>
        <source>N</source>
        <translation>N</translation>
    </message>
    <message>
        <source>S</source>
        <translation>S</translation>
    </message>
    <message>
        <source>E</source>
        <translation>O</translation>
    </message>
    <message>
        <source>W</source>
        <translation>W</translation>
    </message>
    <message>
        <source>This run was made elsewhere, so where its image lies is not known.</source>
        <translation>Dieser Lauf wurde anderswo gemacht, deshalb ist nicht bekannt, wo sein Bild liegt.</translation>
    </message>
    <message>
        <source>QGIS drew this layer for the run, and the command line reads files only. Save the layer as a GeoTIFF and segment that.</source>
        <translation>QGIS hat diesen Layer für den Lauf gezeichnet, und die Befehlszeile liest nur Dateien. Den Layer als GeoTIFF speichern und diesen segmentieren.</translation>
    </message>
    <message>
        <source>How QGIS drew this layer was not kept.</source>
        <translation>Wie QGIS diesen Layer gezeichnet hat, wurde nicht behalten.</translation>
    </message>
    <message>
        <source>AerOSeg panel</source>
        <translation>AerOSeg-Bedienfeld</translation>
    </message>
    <message>
        <source>Segment the map by class names (AerOSeg)</source>
        <translation>Die Karte nach Klassennamen segmentieren (AerOSeg)</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>Open the log messages of AerOSeg</source>
        <translation>Die Protokollmeldungen von AerOSeg öffnen</translation>
    </message>
    <message>
        <source>“{image}” is segmented, in {time}.</source>
        <translation>„{image}“ ist segmentiert, in {time}.</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Zoom to the result</source>
        <translation>Auf das Ergebnis zoomen</translation>
    </message>
    <message>
        <source>Correlation layers of “{image}”, in {time}. {which}</source>
        <translation>Korrelations-Layer von „{image}“, in {time}. {which}</translation>
    </message>
    <message>
        <source>Contact sheet</source>
        <translation>Übersichtsblatt</translation>
    </message>
    <message>
        <source>Open the picture with all maps side by side</source>
        <translation>Das Bild mit allen Karten nebeneinander öffnen</translation>
    </message>
    <message>
        <source>Choose a Python with PyTorch</source>
        <translation>Ein Python mit PyTorch wählen</translation>
    </message>
    <message>
        <source>The environment for the model is ready.</source>
        <translation>Die Umgebung für das Modell ist bereit.</translation>
    </message>
    <message>
        <source>The environment for the model is repaired.</source>
        <translation>Die Umgebung für das Modell ist repariert.</translation>
    </message>
    <message>
        <source>The environment for the model is removed.</source>
        <translation>Die Umgebung für das Modell ist entfernt.</translation>
    </message>
    <message>
        <source>The environment for the model is well.</source>
        <translation>Die Umgebung für das Modell ist in Ordnung.</translation>
    </message>
    <message>
        <source>Sample scene</source>
        <translation>Beispielszene</translation>
    </message>
    <message>
        <source>The sample scene could not be opened.</source>
        <translation>Die Beispielszene konnte nicht geöffnet werden.</translation>
    </message>
    <message>
        <source>Install the plugin again, or open an image of your own.</source>
        <translation>Das Plugin neu installieren oder ein eigenes Bild öffnen.</translation>
    </message>
    <message>
        <source>Polygons of the result</source>
        <translation>Polygone des Ergebnisses</translation>
    </message>
    <message>
        <source>One feature for each class</source>
        <translation>Ein Objekt je Klasse</translation>
    </message>
    <message>
        <source>Otherwise each connected object is a feature of its own</source>
        <translation>Sonst ist jedes zusammenhängende Objekt für sich</translation>
    </message>
    <message>
        <source> m²</source>
        <translation> m²</translation>
    </message>
    <message>
        <source>keep all</source>
        <translation>alles behalten</translation>
    </message>
    <message>
        <source>Smaller objects are left out, and smaller holes are filled</source>
        <translation>Kleinere Objekte entfallen, und kleinere Löcher werden gefüllt</translation>
    </message>
    <message>
        <source>Follow the pixels (areas are exact)</source>
        <translation>Den Pixeln folgen (Flächen sind genau)</translation>
    </message>
    <message>
        <source>Smooth the borders</source>
        <translation>Ränder glätten</translation>
    </message>
    <message>
        <source>Straight edges, right angles where they fit</source>
        <translation>Gerade Kanten, rechte Winkel, wo sie passen</translation>
    </message>
    <message>
        <source>Smoothing and right angles treat each object by itself: between neighbours thin gaps and overlaps may be left.</source>
        <translation>Glätten und rechte Winkel behandeln jedes Objekt für sich: Zwischen Nachbarn können schmale Lücken und Überlappungen bleiben.</translation>
    </message>
    <message>
        <source>GeoPackage (*.gpkg)</source>
        <translation>GeoPackage (*.gpkg)</translation>
    </message>
    <message>
        <source>A new file; it gets area, perimeter and mean score as fields</source>
        <translation>Eine neue Datei; sie bekommt Fläche, Umfang und mittleren Wert als Felder</translation>
    </message>
    <message>
        <source>Make polygons</source>
        <translation>Polygone machen</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>Objekte</translation>
    </message>
    <message>
        <source>Smallest area</source>
        <translation>Kleinste Fläche</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>Form</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>This result is large: it may take minutes. You can go on working.</source>
        <translation>Dieses Ergebnis ist groß: Es kann Minuten dauern. Sie können weiterarbeiten.</translation>
    </message>
    <message>
        <source>AerOSeg: polygons of “{file}”</source>
        <translation>AerOSeg: Polygone von „{file}“</translation>
    </message>
    <message>
        <source>The polygons were not added to the map.</source>
        <translation>Die Polygone wurden nicht zur Karte hinzugefügt.</translation>
    </message>
    <message>
        <source>Run again; if it repeats, look at the log.</source>
        <translation>Noch einmal starten; wiederholt es sich, ins Protokoll sehen.</translation>
    </message>
    <message>
        <source>So far</source>
        <translation>Bisher</translation>
    </message>
    <message>
        <source>So far: {done} of {total} blocks</source>
        <translation>Bisher: {done} von {total} Blöcken</translation>
    </message>
    <message>
        <source>The worker reported an error without a message.</source>
        <translation>Der Arbeitsprozess meldete einen Fehler ohne Text.</translation>
    </message>
    <message>
        <source>{what} is not written to “{file}”.</source>
        <translation>{what} wird nicht in „{file}“ geschrieben.</translation>
    </message>
    <message>
        <source>Results are GeoTIFF files.</source>
        <translation>Ergebnisse sind GeoTIFF-Dateien.</translation>
    </message>
    <message>
        <source>Give it a name that ends with “.tif”.</source>
        <translation>Einen Namen angeben, der auf „.tif“ endet.</translation>
    </message>
    <message>
        <source>The result “{file}” cannot be written.</source>
        <translation>Das Ergebnis „{file}“ kann nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>“{folder}”: {error}.</source>
        <translation>“{folder}”: {error}.</translation>
    </message>
    <message>
        <source>Choose a folder that you may write to, and close programs that use the file.</source>
        <translation>Einen Ordner wählen, in den Sie schreiben dürfen, und Programme schließen, die die Datei benutzen.</translation>
    </message>
    <message>
        <source>Compare with reference</source>
        <translation>Mit Referenz vergleichen</translation>
    </message>
    <message>
        <source>IoU, F1 and confusion matrix of a class raster against what is true.</source>
        <translation>IoU, F1 und Konfusionsmatrix eines Klassenrasters, gemessen an der Wirklichkeit.</translation>
    </message>
    <message>
        <source>Compares a class raster with a reference: another raster, or polygons with a field of class names or numbers. Gives IoU, F1, precision and recall of each class, the mean IoU, the overall accuracy and the confusion matrix.

The reference may have another coordinate system and other pixels; it is brought onto the pixels of the class raster (nearest value, centre of the pixel). Classes are matched by name, synonyms included, or by number. Where the reference uses others, say so line by line: “5 = building”. Classes of the reference that the result was not asked for count as “other”.

“Other” is counted in the matrix and the accuracy, and left out of the mean IoU. Pixels without data on either side are left out.</source>
        <translation>Vergleicht ein Klassenraster mit einer Referenz: einem anderen Raster oder Polygonen mit einem Feld, das Klassennamen oder -nummern enthält. Gibt IoU, F1, Präzision und Trefferquote jeder Klasse, die mittlere IoU, die Gesamtgenauigkeit und die Konfusionsmatrix.

Die Referenz darf ein anderes Koordinatensystem und andere Pixel haben; sie wird auf die Pixel des Klassenrasters gebracht (nächster Wert, Mitte des Pixels). Klassen werden nach Namen, Synonyme eingeschlossen, oder nach Nummern zugeordnet. Wo die Referenz andere verwendet, Zeile für Zeile angeben: „5 = building“. Klassen der Referenz, nach denen nicht gesucht wurde, zählen als „Übriges“.

„Übriges“ zählt in der Matrix und in der Genauigkeit mit, in der mittleren IoU nicht. Pixel, die auf einer der beiden Seiten ohne Daten sind, werden ausgelassen.</translation>
    </message>
    <message>
        <source>accuracy,validation,evaluation,iou,jaccard,f1,confusion matrix,ground truth,error</source>
        <translation>Genauigkeit,Validierung,Bewertung,Auswertung,iou,jaccard,f1,Konfusionsmatrix,Fehlermatrix,Referenzdaten,ground truth,Fehler</translation>
    </message>
    <message>
        <source>Reference: a raster</source>
        <translation>Referenz: ein Raster</translation>
    </message>
    <message>
        <source>or polygons</source>
        <translation>oder Polygone</translation>
    </message>
    <message>
        <source>Field with the class</source>
        <translation>Feld mit der Klasse</translation>
    </message>
    <message>
        <source>Names or numbers. Not needed where the class raster has one class only.</source>
        <translation>Namen oder Nummern. Nicht nötig, wenn das Klassenraster nur eine Klasse hat.</translation>
    </message>
    <message>
        <source>Names of the reference</source>
        <translation>Namen der Referenz</translation>
    </message>
    <message>
        <source>One a line: value of the reference = class of the result, as in 5 = building</source>
        <translation>Je Zeile eine Angabe: Wert der Referenz = Klasse des Ergebnisses, etwa 5 = building</translation>
    </message>
    <message>
        <source>Pixels outside of the polygons</source>
        <translation>Pixel außerhalb der Polygone</translation>
    </message>
    <message>
        <source>are left out</source>
        <translation>werden ausgelassen</translation>
    </message>
    <message>
        <source>are none of the classes</source>
        <translation>gehören zu keiner Klasse</translation>
    </message>
    <message>
        <source>Left out where polygons are samples; none of the classes where they are complete.</source>
        <translation>Auslassen, wenn die Polygone Stichproben sind; keine Klasse, wenn sie vollständig sind.</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>HTML files (*.html)</source>
        <translation>HTML-Dateien (*.html)</translation>
    </message>
    <message>
        <source>Report for programs</source>
        <translation>Bericht für Programme</translation>
    </message>
    <message>
        <source>JSON files (*.json)</source>
        <translation>JSON-Dateien (*.json)</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <source>CSV files (*.csv)</source>
        <translation>CSV-Dateien (*.csv)</translation>
    </message>
    <message>
        <source>Mean IoU</source>
        <translation>Mittlere IoU</translation>
    </message>
    <message>
        <source>Overall accuracy</source>
        <translation>Gesamtgenauigkeit</translation>
    </message>
    <message>
        <source>Pixels compared</source>
        <translation>Verglichene Pixel</translation>
    </message>
    <message>
        <source>There is nothing to compare with, or too much. Give either a reference raster or reference polygons.</source>
        <translation>Es ist nichts zum Vergleichen angegeben oder zu viel. Entweder ein Referenzraster oder Referenzpolygone angeben.</translation>
    </message>
    <message>
        <source>bringing the reference onto the pixels of the result</source>
        <translation>die Referenz wird auf die Pixel des Ergebnisses gebracht</translation>
    </message>
    <message>
        <source>counting pixels</source>
        <translation>die Pixel werden gezählt</translation>
    </message>
    <message>
        <source>There is nothing to compare.</source>
        <translation>Es gibt nichts zu vergleichen.</translation>
    </message>
    <message>
        <source>The reference has no pixel where the class raster has one.</source>
        <translation>Die Referenz hat kein Pixel, wo das Klassenraster eines hat.</translation>
    </message>
    <message>
        <source>Check that both lie in the same place, and the names of the reference.</source>
        <translation>Prüfen, ob beide am selben Ort liegen und ob die Namen der Referenz stimmen.</translation>
    </message>
    <message>
        <source>Counted as “other”, since the result was not asked for it: {names}.</source>
        <translation>Als „Übriges“ gezählt, weil nicht danach gesucht wurde: {names}.</translation>
    </message>
    <message>
        <source>The reference was not compared.</source>
        <translation>Die Referenz wurde nicht verglichen.</translation>
    </message>
    <message>
        <source>The class raster has {n} classes, and nothing says which polygon is what.</source>
        <translation>Das Klassenraster hat {n} Klassen, und nichts sagt, welches Polygon zu welcher gehört.</translation>
    </message>
    <message>
        <source>Choose the field with the class.</source>
        <translation>Das Feld mit der Klasse wählen.</translation>
    </message>
    <message>
        <source>{name}: IoU {iou}, F1 {f1}</source>
        <translation>{name}: IoU {iou}, F1 {f1}</translation>
    </message>
    <message>
        <source>“{result}” against the reference</source>
        <translation>„{result}“ im Vergleich mit der Referenz</translation>
    </message>
    <message>
        <source>There is no class “{name}” in the class raster.</source>
        <translation>Im Klassenraster gibt es keine Klasse „{name}“.</translation>
    </message>
    <message>
        <source>Its classes are: {names}.</source>
        <translation>Seine Klassen sind: {names}.</translation>
    </message>
    <message>
        <source>Correct the names of the reference.</source>
        <translation>Die Namen der Referenz berichtigen.</translation>
    </message>
    <message>
        <source>The line “{line}” cannot be read.</source>
        <translation>Die Zeile „{line}“ kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>It has to name a value of the reference and a class of the result.</source>
        <translation>Sie muss einen Wert der Referenz und eine Klasse des Ergebnisses nennen.</translation>
    </message>
    <message>
        <source>Write for example: 5 = building</source>
        <translation>Zum Beispiel schreiben: 5 = building</translation>
    </message>
    <message>
        <source>other</source>
        <translation>Übriges</translation>
    </message>
    <message>
        <source>IoU</source>
        <translation>IoU</translation>
    </message>
    <message>
        <source>F1</source>
        <translation>F1</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Präzision</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>Trefferquote</translation>
    </message>
    <message>
        <source>Reference (px)</source>
        <translation>Referenz (px)</translation>
    </message>
    <message>
        <source>Result (px)</source>
        <translation>Ergebnis (px)</translation>
    </message>
    <message>
        <source>Reference ↓ Result →</source>
        <translation>Referenz ↓ Ergebnis →</translation>
    </message>
    <message>
        <source>Mean IoU {miou}, overall accuracy {accuracy}, {n} pixels compared.</source>
        <translation>Mittlere IoU {miou}, Gesamtgenauigkeit {accuracy}, {n} Pixel verglichen.</translation>
    </message>
    <message>
        <source>Confusion matrix (pixels)</source>
        <translation>Konfusionsmatrix (Pixel)</translation>
    </message>
    <message>
        <source>{name}: {n} pixels, {area} ha</source>
        <translation>{name}: {n} Pixel, {area} ha</translation>
    </message>
    <message>
        <source>, mean score {score}</source>
        <translation>, mittlerer Wert {score}</translation>
    </message>
    <message>
        <source>“{name}” cannot be used here.</source>
        <translation>„{name}“ kann hier nicht verwendet werden.</translation>
    </message>
    <message>
        <source>It is no raster file on this computer.</source>
        <translation>Es ist keine Rasterdatei auf diesem Computer.</translation>
    </message>
    <message>
        <source>Save it as a GeoTIFF first.</source>
        <translation>Zuerst als GeoTIFF speichern.</translation>
    </message>
    <message>
        <source>The model that answers. “builtin” comes with AerOSeg; others are listed with their state in the options, Models. Scripts may give any id, or the path of a checkpoint.</source>
        <translation>Das Modell, das antwortet. „builtin“ bringt AerOSeg mit; andere stehen mit ihrem Zustand in den Optionen, Reiter Modelle. Skripte können jede Kennung oder den Pfad eines Checkpoints angeben.</translation>
    </message>
    <message>
        <source>There is no model “{name}”.</source>
        <translation>Es gibt kein Modell „{name}“.</translation>
    </message>
    <message>
        <source>The models are: {names}.</source>
        <translation>Die Modelle sind: {names}.</translation>
    </message>
    <message>
        <source>Give one of these names, or the path of a checkpoint.</source>
        <translation>Einen dieser Namen oder den Pfad eines Checkpoints angeben.</translation>
    </message>
    <message>
        <source>The model “{title}” cannot run yet.</source>
        <translation>Das Modell „{title}“ kann noch nicht laufen.</translation>
    </message>
    <message>
        <source>Open the AerOSeg options, Models, to fetch it, or choose another one.</source>
        <translation>In den AerOSeg-Optionen, Reiter Modelle, das Modell holen oder ein anderes wählen.</translation>
    </message>
    <message>
        <source>Classes to polygons</source>
        <translation>Klassen zu Polygonen</translation>
    </message>
    <message>
        <source>Makes polygons of a class raster, with area, perimeter and mean score.</source>
        <translation>Macht Polygone aus einem Klassenraster, mit Fläche, Umfang und mittlerem Wert.</translation>
    </message>
    <message>
        <source>Makes polygons of a class raster: one for each object or one for each class, with class, area, perimeter and, where the scores of the run are given, the mean score. Areas are measured on the project's ellipsoid.

Objects below the least area are left out, and smaller holes are filled. “pixels” follows the pixels exactly; “smooth” rounds the stairs; “straight” makes right angles, as buildings have them.

The result is a GeoPackage. No polygon is cut anywhere, however large the raster.</source>
        <translation>Macht Polygone aus einem Klassenraster: eines je Objekt oder eines je Klasse, mit Klasse, Fläche, Umfang und, wenn die Werte des Laufs angegeben sind, dem mittleren Wert. Flächen werden auf dem Ellipsoid des Projekts gemessen.

Objekte unter der kleinsten Fläche entfallen, und kleinere Löcher werden gefüllt. „pixels“ folgt den Pixeln genau; „smooth“ rundet die Treppenstufen; „straight“ macht rechte Winkel, wie Gebäude sie haben.

Das Ergebnis ist ein GeoPackage. Kein Polygon wird zerschnitten, wie groß das Raster auch ist.</translation>
    </message>
    <message>
        <source>vectorise,vectorize,polygonize,polygons,buildings,footprints,area,dissolve,objects</source>
        <translation>vektorisieren,polygonisieren,Polygonbildung,vectorize,polygonize,Polygone,Gebäude,Grundrisse,Umrisse,Fläche,zusammenfassen,auflösen,Objekte</translation>
    </message>
    <message>
        <source>Scores of the same run</source>
        <translation>Werte desselben Laufs</translation>
    </message>
    <message>
        <source>For the mean score of each polygon. Empty: those of the run, where they are known.</source>
        <translation>Für den mittleren Wert jedes Polygons. Leer: die Werte des Laufs, wo sie bekannt sind.</translation>
    </message>
    <message>
        <source>Only these classes</source>
        <translation>Nur diese Klassen</translation>
    </message>
    <message>
        <source>Names or numbers with commas between; empty: all.</source>
        <translation>Namen oder Nummern, mit Kommas getrennt; leer: alle.</translation>
    </message>
    <message>
        <source>Least area (square metres)</source>
        <translation>Kleinste Fläche (Quadratmeter)</translation>
    </message>
    <message>
        <source>Smaller objects are left out, smaller holes are filled.</source>
        <translation>Kleinere Objekte entfallen, kleinere Löcher werden gefüllt.</translation>
    </message>
    <message>
        <source>pixels: as they are; smooth: rounded; straight: right angles.</source>
        <translation>pixels: wie sie sind; smooth: gerundet; straight: rechte Winkel.</translation>
    </message>
    <message>
        <source>Number of features</source>
        <translation>Anzahl der Objekte</translation>
    </message>
    <message>
        <source>Objects by class</source>
        <translation>Objekte je Klasse</translation>
    </message>
    <message>
        <source>The polygons are not written to “{file}”.</source>
        <translation>Die Polygone werden nicht in „{file}“ geschrieben.</translation>
    </message>
    <message>
        <source>Results are GeoPackages.</source>
        <translation>Ergebnisse sind GeoPackages.</translation>
    </message>
    <message>
        <source>Give it a name that ends with “.gpkg”.</source>
        <translation>Einen Namen angeben, der auf „.gpkg“ endet.</translation>
    </message>
    <message>
        <source>tracing the outlines</source>
        <translation>die Umrisse werden nachgezeichnet</translation>
    </message>
    <message>
        <source>Name some of these, or leave the field empty.</source>
        <translation>Einige davon nennen oder das Feld leer lassen.</translation>
    </message>
    <message>
        <source>{name}: {n} objects, {area} ha</source>
        <translation>{name}: {n} Objekte, {area} ha</translation>
    </message>
    <message>
        <source>AerOSeg: segmentation by class names</source>
        <translation>AerOSeg: Segmentierung nach Klassennamen</translation>
    </message>
    <message>
        <source>Its values reach up to {high}, too many to be class numbers.</source>
        <translation>Ihre Werte reichen bis {high}, zu viele für Klassennummern.</translation>
    </message>
    <message>
        <source>Choose a raster whose values are class numbers.</source>
        <translation>Ein Raster wählen, dessen Werte Klassennummern sind.</translation>
    </message>
    <message>
        <source>GDAL could not bring it onto the pixels of the class raster: {error}.</source>
        <translation>GDAL konnte sie nicht auf die Pixel des Klassenrasters bringen: {error}.</translation>
    </message>
    <message>
        <source>it gave no reason</source>
        <translation>ohne Angabe von Gründen</translation>
    </message>
    <message>
        <source>Look whether both lie in the same place, and whether the temporary folder has room.</source>
        <translation>Nachsehen, ob beide am selben Ort liegen und ob im temporären Ordner Platz ist.</translation>
    </message>
    <message>
        <source>The threshold in “{line}” cannot be read.</source>
        <translation>Die Schwelle in „{line}“ kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>It has to be a number from 0 to 1 behind the name and an @.</source>
        <translation>Sie muss eine Zahl von 0 bis 1 hinter dem Namen und einem @ sein.</translation>
    </message>
    <message>
        <source>Write for example: building @ 0.4</source>
        <translation>Zum Beispiel schreiben: building @ 0.4</translation>
    </message>
    <message>
        <source>Re-label from scores</source>
        <translation>Aus Werten neu einteilen</translation>
    </message>
    <message>
        <source>Makes a class raster with other thresholds from the scores of a finished run.</source>
        <translation>Macht aus den Werten eines fertigen Laufs ein Klassenraster mit anderen Schwellen.</translation>
    </message>
    <message>
        <source>Makes a class raster with other thresholds from the score raster of a finished run; its class raster may be given as well, where the scores lie beside it. The image is not looked at again and no model runs, so it takes seconds.

Thresholds of single classes are written as in the list of the panel: “building @ 0.4, road @ 0.6”.

A pixel gets the class with the highest score; below that class's threshold it gets 0. With the thresholds of the run, the result is the same, byte for byte.</source>
        <translation>Macht aus dem Wertraster eines fertigen Laufs ein Klassenraster mit anderen Schwellen; auch sein Klassenraster kann angegeben werden, wenn die Werte daneben liegen. Das Bild wird nicht noch einmal angesehen, und kein Modell läuft; deshalb dauert es nur Sekunden.

Schwellen einzelner Klassen werden wie in der Liste des Bedienfelds geschrieben: „building @ 0.4, road @ 0.6“.

Ein Pixel bekommt die Klasse mit dem höchsten Wert; liegt dieser unter der Schwelle der Klasse, bekommt es 0. Mit den Schwellen des Laufs ist das Ergebnis dasselbe, Byte für Byte.</translation>
    </message>
    <message>
        <source>threshold,confidence,score,classification,relabel,reclassify</source>
        <translation>Schwelle,Schwellenwert,Konfidenz,Wert,Score,Klassifizierung,neu einteilen,neu klassifizieren,reklassifizieren</translation>
    </message>
    <message>
        <source>Scores of a run</source>
        <translation>Werte eines Laufs</translation>
    </message>
    <message>
        <source>Threshold for all classes</source>
        <translation>Schwelle für alle Klassen</translation>
    </message>
    <message>
        <source>From 0 to 1; empty: each class keeps the one of the run.</source>
        <translation>Von 0 bis 1; leer: Jede Klasse behält die des Laufs.</translation>
    </message>
    <message>
        <source>Thresholds of single classes</source>
        <translation>Schwellen einzelner Klassen</translation>
    </message>
    <message>
        <source>One a line or with commas between: building @ 0.4, road @ 0.6</source>
        <translation>Je Zeile eine oder mit Kommas getrennt: building @ 0.4, road @ 0.6</translation>
    </message>
    <message>
        <source>The class raster</source>
        <translation>Das Klassenraster</translation>
    </message>
    <message>
        <source>re-labelling</source>
        <translation>die Pixel werden neu eingeteilt</translation>
    </message>
    <message>
        <source>There is nothing to look for.</source>
        <translation>Es gibt nichts zu suchen.</translation>
    </message>
    <message>
        <source>No class name was given.</source>
        <translation>Es wurde kein Klassenname angegeben.</translation>
    </message>
    <message>
        <source>Give at least one name, for example “building, road”.</source>
        <translation>Mindestens einen Namen angeben, zum Beispiel „building, road“.</translation>
    </message>
    <message>
        <source>Segment by class names</source>
        <translation>Nach Klassennamen segmentieren</translation>
    </message>
    <message>
        <source>Finds the classes that you name in an aerial or satellite image.</source>
        <translation>Findet die Klassen, die Sie nennen, in einem Luft- oder Satellitenbild.</translation>
    </message>
    <message>
        <source>Finds the classes that you name in an aerial or satellite image, and makes a class raster with a legend: pixel values 1, 2, 3 … in the order of the names, 0 for everything else.

Names: one a line, or with commas between. Other words for the same class go behind a bar, a colour behind =, a threshold of its own behind @: “building | house = #a65a44 @ 0.4”. “@file.txt” reads the names from a file.

Same pixels, same model and same names give the same raster as the AerOSeg panel and as “python -m backend segment”. The image is read as its layer shows it: bands, stretch, and for web maps the picture itself. The result lies on the image's own pixels, in its coordinate system.

The model runs in a process of its own. Where it computes on a GPU that another run uses, it waits until that one is over, and says so.</source>
        <translation>Findet die Klassen, die Sie nennen, in einem Luft- oder Satellitenbild und macht ein Klassenraster mit Legende: Pixelwerte 1, 2, 3 … in der Reihenfolge der Namen, 0 für alles Übrige.

Namen: je Zeile einer oder mit Kommas getrennt. Andere Wörter für dieselbe Klasse stehen hinter einem Strich, eine Farbe hinter =, eine eigene Schwelle hinter @: „building | house = #a65a44 @ 0.4“. „@file.txt“ liest die Namen aus einer Datei.

Gleiche Pixel, gleiches Modell und gleiche Namen geben dasselbe Raster wie das AerOSeg-Bedienfeld und wie „python -m backend segment“. Das Bild wird gelesen, wie sein Layer es zeigt: Kanäle, Kontrastverbesserung und bei Webkarten das gezeichnete Bild selbst. Das Ergebnis liegt auf den Pixeln des Bildes, in dessen Koordinatensystem.

Das Modell läuft in einem eigenen Prozess. Wo es auf einer GPU rechnet, die ein anderer Lauf benutzt, wartet es, bis dieser fertig ist, und sagt das.</translation>
    </message>
    <message>
        <source>segmentation,classification,land cover,deep learning,machine learning,ai,open vocabulary,building,road,tree,aerial,satellite,drone,orthophoto,clip,sam</source>
        <translation>Segmentierung,Klassifizierung,Klassifikation,Landbedeckung,Deep Learning,maschinelles Lernen,KI,offener Wortschatz,Gebäude,Straße,Baum,Luftbild,Satellit,Drohne,Orthofoto,clip,sam</translation>
    </message>
    <message>
        <source>What was found (JSON)</source>
        <translation>Was gefunden wurde (JSON)</translation>
    </message>
    <message>
        <source>The area is given twice. Give either an extent or polygons.</source>
        <translation>Das Gebiet ist zweimal angegeben. Entweder eine Ausdehnung oder Polygone angeben.</translation>
    </message>
    <message>
        <source>The score raster</source>
        <translation>Das Wertraster</translation>
    </message>
    <message>
        <source>“{name}” is a result of AerOSeg, not an image.</source>
        <translation>„{name}“ ist ein Ergebnis von AerOSeg, kein Bild.</translation>
    </message>
    <message>
        <source>starting the model</source>
        <translation>das Modell startet</translation>
    </message>
    <message>
        <source>{size} at {gsd} per pixel</source>
        <translation>{size} bei {gsd} je Pixel</translation>
    </message>
    <message>
        <source>“{name}” was not segmented.</source>
        <translation>„{name}“ wurde nicht segmentiert.</translation>
    </message>
    <message>
        <source>It has no coordinate system, so the size of its pixels is not known.</source>
        <translation>Es hat kein Koordinatensystem, deshalb ist die Größe seiner Pixel nicht bekannt.</translation>
    </message>
    <message>
        <source>Give the size of the image's pixels in metres (an advanced parameter).</source>
        <translation>Die Pixelgröße des Bildes in Metern angeben (unter „Fortgeschrittene Parameter“).</translation>
    </message>
    <message>
        <source>This part of “{name}” is too large.</source>
        <translation>Dieser Teil von „{name}“ ist zu groß.</translation>
    </message>
    <message>
        <source>It needs {n} map tiles from the server, more than is decent to ask for.</source>
        <translation>Er braucht {n} Kartenkacheln vom Server, mehr als man anständigerweise abfragt.</translation>
    </message>
    <message>
        <source>Choose a smaller extent or a coarser resolution.</source>
        <translation>Eine kleinere Ausdehnung oder eine gröbere Auflösung wählen.</translation>
    </message>
    <message>
        <source>reading the layer</source>
        <translation>der Layer wird gelesen</translation>
    </message>
    <message>
        <source>Not known to this model, and without a pixel: {names}.</source>
        <translation>Diesem Modell nicht bekannt und ohne Pixel: {names}.</translation>
    </message>
    <message>
        <source>Class names</source>
        <translation>Klassennamen</translation>
    </message>
    <message>
        <source>One a line or with commas between: building | house, road. @file.txt reads a file.</source>
        <translation>Je Zeile einer oder mit Kommas getrennt: building | house, road. @file.txt liest eine Datei.</translation>
    </message>
    <message>
        <source>Extent</source>
        <translation>Ausdehnung</translation>
    </message>
    <message>
        <source>Only this part; the whole layer where it is empty.</source>
        <translation>Nur dieser Teil; leer: der ganze Layer.</translation>
    </message>
    <message>
        <source>Only inside polygons</source>
        <translation>Nur innerhalb von Polygonen</translation>
    </message>
    <message>
        <source>In place of an extent. Pixels outside get nodata. Where some are selected, only these.</source>
        <translation>Statt einer Ausdehnung. Pixel außerhalb bekommen den Leerwert. Wo einige gewählt sind, nur diese.</translation>
    </message>
    <message>
        <source>Resolution (metres per pixel)</source>
        <translation>Auflösung (Meter je Pixel)</translation>
    </message>
    <message>
        <source>The nearest step of the image's ladder is taken; empty: the model's own.</source>
        <translation>Genommen wird die nächstliegende Auflösungsstufe des Bildes; leer: die Auflösung des Modells.</translation>
    </message>
    <message>
        <source>Score from 0 to 1 that a class must reach, where its line names none; empty: the model's own.</source>
        <translation>Wert von 0 bis 1, den eine Klasse erreichen muss, wenn ihre Zeile keine Schwelle nennt; leer: die Schwelle des Modells.</translation>
    </message>
    <message>
        <source>For SegEarth-OV: places that are more like other words than like your names get 0.</source>
        <translation>Für SegEarth-OV: Stellen, die anderen Wörtern mehr gleichen als Ihren Namen, bekommen 0.</translation>
    </message>
    <message>
        <source>Own background words (JSON)</source>
        <translation>Eigene Hintergrundwörter (JSON)</translation>
    </message>
    <message>
        <source>Background words (*.json)</source>
        <translation>Hintergrundwörter (*.json)</translation>
    </message>
    <message>
        <source>Empty: the list of the AerOSeg options.</source>
        <translation>Leer: die Liste aus den AerOSeg-Optionen.</translation>
    </message>
    <message>
        <source>Taught words (files)</source>
        <translation>Gelehrte Wörter (Dateien)</translation>
    </message>
    <message>
        <source>Empty: those that were taught in the panel to this model, by their names.</source>
        <translation>Leer: die Wörter, die diesem Modell im Bedienfeld gelehrt wurden, nach ihren Namen.</translation>
    </message>
    <message>
        <source>Size of the image's pixels (metres)</source>
        <translation>Pixelgröße des Bildes (Meter)</translation>
    </message>
    <message>
        <source>Only for images without a coordinate system.</source>
        <translation>Nur für Bilder ohne Koordinatensystem.</translation>
    </message>
    <message>
        <source>auto takes a GPU where there is one. Repeats agree on one device.</source>
        <translation>auto nimmt eine GPU, wo es eine gibt. Auf demselben Gerät stimmen Wiederholungen überein.</translation>
    </message>
    <message>
        <source>Scores</source>
        <translation>Werte</translation>
    </message>
    <message>
        <source>How sure the model is of each class; for “Re-label from scores”.</source>
        <translation>Wie sicher das Modell bei jeder Klasse ist; für „Aus Werten neu einteilen“.</translation>
    </message>
    <message>
        <source>Install the plugin again, so that both parts are of one version.</source>
        <translation>Das Plugin neu installieren, damit beide Teile von einer Version sind.</translation>
    </message>
    <message>
        <source>{stage}, {time} left</source>
        <translation>{stage}, noch {time}</translation>
    </message>
    <message>
        <source>The list is saved as “{name}”.</source>
        <translation>Die Liste ist als „{name}“ gespeichert.</translation>
    </message>
    <message>
        <source>Open a class list</source>
        <translation>Klassenliste öffnen</translation>
    </message>
    <message>
        <source>Save the class list</source>
        <translation>Klassenliste speichern</translation>
    </message>
    <message>
        <source>Class lists (*.txt)</source>
        <translation>Klassenlisten (*.txt)</translation>
    </message>
    <message>
        <source>Polygons, table, chart, scores of a pixel, corrections</source>
        <translation>Polygone, Tabelle, Diagramm, Werte eines Pixels, Korrekturen</translation>
    </message>
    <message>
        <source>&amp;Polygons…</source>
        <translation>&amp;Polygone…</translation>
    </message>
    <message>
        <source>Make polygons with area, perimeter and mean score, in a GeoPackage</source>
        <translation>Polygone mit Fläche, Umfang und mittlerem Wert machen, in einem GeoPackage</translation>
    </message>
    <message>
        <source>&amp;Burn edited polygons…</source>
        <translation>Bearbeitete Polygone ein&amp;brennen…</translation>
    </message>
    <message>
        <source>Take what you changed in polygons back into the class raster</source>
        <translation>Was Sie an Polygonen geändert haben, ins Klassenraster zurücknehmen</translation>
    </message>
    <message>
        <source>&amp;Copy the table</source>
        <translation>Tabelle &amp;kopieren</translation>
    </message>
    <message>
        <source>Class, pixels, area, share and mean score, for a spreadsheet</source>
        <translation>Klasse, Pixel, Fläche, Anteil und mittlerer Wert, für eine Tabellenkalkulation</translation>
    </message>
    <message>
        <source>&amp;Save the table…</source>
        <translation>Tabelle &amp;speichern…</translation>
    </message>
    <message>
        <source>As comma-separated values</source>
        <translation>Als Werte mit Kommas</translation>
    </message>
    <message>
        <source>C&amp;hart</source>
        <translation>&amp;Diagramm</translation>
    </message>
    <message>
        <source>Show the shares of the classes as bars</source>
        <translation>Die Anteile der Klassen als Balken zeigen</translation>
    </message>
    <message>
        <source>Scores of a p&amp;ixel</source>
        <translation>Werte eines P&amp;ixels</translation>
    </message>
    <message>
        <source>Point at the map to see the score of each class there</source>
        <translation>Auf die Karte zeigen, um dort den Wert jeder Klasse zu sehen</translation>
    </message>
    <message>
        <source>&amp;Fade by score</source>
        <translation>Nach Wert &amp;verblassen</translation>
    </message>
    <message>
        <source>Draw pixels more faintly the nearer their score is to the threshold</source>
        <translation>Pixel umso blasser zeichnen, je näher ihr Wert an der Schwelle liegt</translation>
    </message>
    <message>
        <source>&amp;Uncertainty layer</source>
        <translation>&amp;Unsicherheits-Layer</translation>
    </message>
    <message>
        <source>Add a layer of how close the two best classes are</source>
        <translation>Einen Layer hinzufügen, der zeigt, wie nahe die zwei besten Klassen einander sind</translation>
    </message>
    <message>
        <source>Open the f&amp;older</source>
        <translation>O&amp;rdner öffnen</translation>
    </message>
    <message>
        <source>The folder with the files of this result</source>
        <translation>Der Ordner mit den Dateien dieses Ergebnisses</translation>
    </message>
    <message>
        <source>The scores are being prepared; this takes a moment.</source>
        <translation>Die Werte werden vorbereitet; das dauert einen Augenblick.</translation>
    </message>
    <message>
        <source>The table is on the clipboard.</source>
        <translation>Die Tabelle ist in der Zwischenablage.</translation>
    </message>
    <message>
        <source>Save the table</source>
        <translation>Tabelle speichern</translation>
    </message>
    <message>
        <source>Comma-separated values (*.csv)</source>
        <translation>Werte mit Kommas (*.csv)</translation>
    </message>
    <message>
        <source>The table was not saved.</source>
        <translation>Die Tabelle wurde nicht gespeichert.</translation>
    </message>
    <message>
        <source>“{file}”: {reason}.</source>
        <translation>„{file}“: {reason}.</translation>
    </message>
    <message>
        <source>The table is saved as “{name}”.</source>
        <translation>Die Tabelle ist als „{name}“ gespeichert.</translation>
    </message>
    <message>
        <source>Uncertainty</source>
        <translation>Unsicherheit</translation>
    </message>
    <message>
        <source>Dark places are unsure: two classes are almost equal there.</source>
        <translation>Dunkle Stellen sind unsicher: Zwei Klassen sind dort fast gleich.</translation>
    </message>
    <message>
        <source>Point at the map to see the scores there.</source>
        <translation>Auf die Karte zeigen, um die Werte dort zu sehen.</translation>
    </message>
    <message>
        <source>The polygons were not written.</source>
        <translation>Die Polygone wurden nicht geschrieben.</translation>
    </message>
    <message>
        <source>“{file}” is open in this project.</source>
        <translation>„{file}“ ist in diesem Projekt geöffnet.</translation>
    </message>
    <message>
        <source>Choose another name, or remove its layer first.</source>
        <translation>Einen anderen Namen wählen oder zuerst seinen Layer entfernen.</translation>
    </message>
    <message>
        <source>{name} {n}</source>
        <translation>{name} {n}</translation>
    </message>
    <message>
        <source>{n} objects: {classes}</source>
        <translation>{n} Objekte: {classes}</translation>
    </message>
    <message>
        <source>Making polygons in the background; QGIS shows how far it is.</source>
        <translation>Polygone werden im Hintergrund gemacht; QGIS zeigt, wie weit es ist.</translation>
    </message>
    <message>
        <source>{n} pixels were corrected. Undo beside the threshold takes it back.</source>
        <translation>{n} Pixel wurden berichtigt. „Rückgängig“ neben der Schwelle nimmt es zurück.</translation>
    </message>
    <message>
        <source>Area</source>
        <comment>how large</comment>
        <translation>Fläche</translation>
    </message>
    <message>
        <source>Pixels</source>
        <translation>Pixel</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Mean score of the pixels of the class, from 0 to 1</source>
        <translation>Mittlerer Wert der Pixel der Klasse, von 0 bis 1</translation>
    </message>
    <message>
        <source>What was found. A class without its tick is not drawn</source>
        <translation>Was gefunden wurde. Eine Klasse ohne Haken wird nicht gezeichnet</translation>
    </message>
    <message>
        <source>{image}: {names}</source>
        <translation>{image}: {names}</translation>
    </message>
    <message>
        <source>{name}: {share} of the pixels, {n}; mean score {score}</source>
        <translation>{name}: {share} der Pixel, {n}; mittlerer Wert {score}</translation>
    </message>
    <message>
        <source>{name}: not known to this model</source>
        <translation>{name}: diesem Modell nicht bekannt</translation>
    </message>
    <message>
        <source>Pixels of none of the classes; not drawn on the map</source>
        <translation>Pixel, die zu keiner Klasse gehören; nicht auf der Karte gezeichnet</translation>
    </message>
    <message>
        <source>{hits} of {tiles} tiles from memory</source>
        <translation>{hits} von {tiles} Kacheln aus dem Speicher</translation>
    </message>
    <message>
        <source>{stage} {time}</source>
        <translation>{stage} {time}</translation>
    </message>
    <message>
        <source>{stage}: {seconds} s</source>
        <translation>{stage}: {seconds} s</translation>
    </message>
    <message>
        <source>The results folder cannot be used.</source>
        <translation>Der Ergebnisordner kann nicht verwendet werden.</translation>
    </message>
    <message>
        <source>Choose another one in the AerOSeg options, Results tab.</source>
        <translation>In den AerOSeg-Optionen, Reiter Ergebnisse, einen anderen wählen.</translation>
    </message>
    <message>
        <source>The result was not added to the map.</source>
        <translation>Das Ergebnis wurde nicht zur Karte hinzugefügt.</translation>
    </message>
    <message>
        <source>Classes of “{image}” found by AerOSeg with the model “{model}” at {gsd} per pixel. Scores: {scores}. Everything needed to repeat it: {record}.</source>
        <translation>Klassen von „{image}“, gefunden von AerOSeg mit dem Modell „{model}“ bei {gsd} je Pixel. Werte: {scores}. Alles zum Wiederholen: {record}.</translation>
    </message>
    <message>
        <source>AerOSeg: {image}</source>
        <translation>AerOSeg: {image}</translation>
    </message>
    <message>
        <source>The run of “{name}” cannot go on.</source>
        <translation>Der Lauf von „{name}“ kann nicht weitergehen.</translation>
    </message>
    <message>
        <source>Its folder is gone, or another QGIS works on it.</source>
        <translation>Sein Ordner ist weg, oder ein anderes QGIS arbeitet daran.</translation>
    </message>
    <message>
        <source>Click Segment to run it anew.</source>
        <translation>Auf „Segmentieren“ klicken, um ihn neu zu starten.</translation>
    </message>
    <message>
        <source>reading the layer, part {done} of {total}</source>
        <translation>der Layer wird gelesen, Teil {done} von {total}</translation>
    </message>
    <message>
        <source>starting the model, about {time}</source>
        <translation>das Modell startet, {time}</translation>
    </message>
    <message>
        <source>sending the request</source>
        <translation>die Anfrage wird gesendet</translation>
    </message>
    <message>
        <source>Wait for it, or cancel it.</source>
        <translation>Warten oder abbrechen.</translation>
    </message>
    <message>
        <source>The run could not begin.</source>
        <translation>Der Lauf konnte nicht beginnen.</translation>
    </message>
    <message>
        <source>“{name}” is on the map again.</source>
        <translation>„{name}“ ist wieder auf der Karte.</translation>
    </message>
    <message>
        <source>its model “{title}”</source>
        <translation>sein Modell „{title}“</translation>
    </message>
    <message>
        <source>its image “{name}”</source>
        <translation>sein Bild „{name}“</translation>
    </message>
    <message>
        <source>The panel has its names. Not there any more: {what}.</source>
        <translation>Das Bedienfeld hat seine Namen. Nicht mehr da: {what}.</translation>
    </message>
    <message>
        <source>The panel has its settings. Choose the area, then Segment.</source>
        <translation>Das Bedienfeld hat seine Einstellungen. Das Gebiet wählen, dann „Segmentieren“.</translation>
    </message>
    <message>
        <source>Repeating the run of “{name}”.</source>
        <translation>Der Lauf von „{name}“ wird wiederholt.</translation>
    </message>
    <message>
        <source>The run cannot be repeated.</source>
        <translation>Der Lauf kann nicht wiederholt werden.</translation>
    </message>
    <message>
        <source>Its image “{name}” is gone.</source>
        <translation>Sein Bild „{name}“ ist weg.</translation>
    </message>
    <message>
        <source>Open the image again, then use the settings of the run.</source>
        <translation>Das Bild wieder öffnen, dann die Einstellungen des Laufs verwenden.</translation>
    </message>
    <message>
        <source>The run was repeated.</source>
        <translation>Der Lauf wurde wiederholt.</translation>
    </message>
    <message>
        <source>The run was repeated; the earlier result is gone.</source>
        <translation>Der Lauf wurde wiederholt; das frühere Ergebnis ist weg.</translation>
    </message>
    <message>
        <source>The repeated run gave the same class raster, byte for byte.</source>
        <translation>Der wiederholte Lauf gab dasselbe Klassenraster, Byte für Byte.</translation>
    </message>
    <message>
        <source>The repeated run gave another class raster: the image, the model, the device or the version has changed since.</source>
        <translation>Der wiederholte Lauf gab ein anderes Klassenraster: Bild, Modell, Gerät oder Version haben sich seither geändert.</translation>
    </message>
    <message>
        <source>The run of “{name}” cannot be opened.</source>
        <translation>Der Lauf von „{name}“ kann nicht geöffnet werden.</translation>
    </message>
    <message>
        <source>Its record in “{folder}” is damaged.</source>
        <translation>Sein Protokoll in „{folder}“ ist beschädigt.</translation>
    </message>
    <message>
        <source>Segment the image again.</source>
        <translation>Das Bild noch einmal segmentieren.</translation>
    </message>
    <message>
        <source>AerOSeg: runs</source>
        <translation>AerOSeg: Läufe</translation>
    </message>
    <message>
        <source>Search image, classes, model, place</source>
        <translation>Bild, Klassen, Modell, Ort suchen</translation>
    </message>
    <message>
        <source>Show the runs that hold all of these words</source>
        <translation>Die Läufe zeigen, die alle diese Wörter enthalten</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>Runs whose results are still there. Double-click adds the layer again</source>
        <translation>Läufe, deren Ergebnisse noch da sind. Doppelklick fügt den Layer wieder hinzu</translation>
    </message>
    <message>
        <source>Add to the map</source>
        <translation>Zur Karte hinzufügen</translation>
    </message>
    <message>
        <source>Use its settings</source>
        <translation>Einstellungen verwenden</translation>
    </message>
    <message>
        <source>Repeat</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Copy as command line</source>
        <translation>Als Befehlszeile kopieren</translation>
    </message>
    <message>
        <source>For &amp;bash, zsh and other POSIX shells</source>
        <translation>Für &amp;bash, zsh und andere POSIX-Shells</translation>
    </message>
    <message>
        <source>For &amp;PowerShell</source>
        <translation>Für &amp;PowerShell</translation>
    </message>
    <message>
        <source>For the &amp;command prompt (cmd)</source>
        <translation>Für die &amp;Eingabeaufforderung (cmd)</translation>
    </message>
    <message>
        <source>Show the files of this run</source>
        <translation>Die Dateien dieses Laufs zeigen</translation>
    </message>
    <message>
        <source>There is no finished run yet. Each run of the panel is listed here.</source>
        <translation>Es gibt noch keinen fertigen Lauf. Jeder Lauf des Bedienfelds steht hier.</translation>
    </message>
    <message>
        <source>None of the {n} runs holds these words.</source>
        <translation>Keiner der {n} Läufe enthält diese Wörter.</translation>
    </message>
    <message>
        <source>Select a run first.</source>
        <translation>Zuerst einen Lauf wählen.</translation>
    </message>
    <message>
        <source>Add the class raster of this run to the project again</source>
        <translation>Das Klassenraster dieses Laufs wieder zum Projekt hinzufügen</translation>
    </message>
    <message>
        <source>Fill the panel with its names, model and resolution, for another part of the map</source>
        <translation>Das Bedienfeld mit seinen Namen, Modell und Auflösung füllen, für einen anderen Teil der Karte</translation>
    </message>
    <message>
        <source>Run exactly the same once more, into a new folder</source>
        <translation>Genau dasselbe noch einmal rechnen, in einen neuen Ordner</translation>
    </message>
    <message>
        <source>Copy the command line that gives the same class raster</source>
        <translation>Die Befehlszeile kopieren, die dasselbe Klassenraster gibt</translation>
    </message>
    <message>
        <source>The command line is on the clipboard. It writes “classes-repeated.tif”.</source>
        <translation>Die Befehlszeile ist in der Zwischenablage. Sie schreibt „classes-repeated.tif“.</translation>
    </message>
    <message>
        <source>No data here</source>
        <translation>Hier sind keine Daten</translation>
    </message>
    <message>
        <source>The best score is below its threshold of {value}: no class.</source>
        <translation>Der beste Wert liegt unter seiner Schwelle von {value}: keine Klasse.</translation>
    </message>
    <message>
        <source>Margin to the second: {value}</source>
        <translation>Abstand zum zweiten: {value}</translation>
    </message>
    <message>
        <source>Its server knows no picture here (404, asked {n} times).</source>
        <translation>Sein Server kennt hier kein Bild (404, {n}-mal gefragt).</translation>
    </message>
    <message>
        <source>Its server refuses to give pictures ({status}): a key or a login is missing.</source>
        <translation>Sein Server verweigert Bilder ({status}): Ein Schlüssel oder eine Anmeldung fehlt.</translation>
    </message>
    <message>
        <source>Its server asks for a pause (429).</source>
        <translation>Sein Server bittet um eine Pause (429).</translation>
    </message>
    <message>
        <source>Its server sent a web page in place of pictures, as a login page does.</source>
        <translation>Sein Server schickte eine Webseite statt Bildern, wie es eine Anmeldeseite tut.</translation>
    </message>
    <message>
        <source>Its server sent an error message in place of pictures.</source>
        <translation>Sein Server schickte eine Fehlermeldung statt Bildern.</translation>
    </message>
    <message>
        <source>Its server did not answer in time.</source>
        <translation>Sein Server antwortete nicht rechtzeitig.</translation>
    </message>
    <message>
        <source>Its server cannot be reached.</source>
        <translation>Sein Server ist nicht erreichbar.</translation>
    </message>
    <message>
        <source>Its server has a fault of its own ({status}, asked {n} times).</source>
        <translation>Sein Server hat selbst einen Fehler ({status}, {n}-mal gefragt).</translation>
    </message>
    <message>
        <source>{n} more classes</source>
        <translation>{n} weitere Klassen</translation>
    </message>
    <message>
        <source>{name}: {share} of the pixels</source>
        <translation>{name}: {share} der Pixel</translation>
    </message>
    <message>
        <source>The layer “{name}” cannot be read.</source>
        <translation>Der Layer „{name}“ kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>The layer “{name}” cannot be used.</source>
        <translation>Der Layer „{name}“ kann nicht verwendet werden.</translation>
    </message>
    <message>
        <source>Its server does not say which area it covers.</source>
        <translation>Sein Server sagt nicht, welches Gebiet er abdeckt.</translation>
    </message>
    <message>
        <source>Choose another layer.</source>
        <translation>Einen anderen Layer wählen.</translation>
    </message>
    <message>
        <source>The word was not kept.</source>
        <translation>Das Wort wurde nicht behalten.</translation>
    </message>
    <message>
        <source>“{path}” is no file of a taught word.</source>
        <translation>„{path}“ ist keine Datei eines gelehrten Wortes.</translation>
    </message>
    <message>
        <source>Teach it again.</source>
        <translation>Es noch einmal lehren.</translation>
    </message>
    <message>
        <source>The folder “{folder}” cannot be written: {error}.</source>
        <translation>Der Ordner „{folder}“ ist nicht beschreibbar: {error}.</translation>
    </message>
    <message>
        <source>Free some space, or correct the permissions of the folder.</source>
        <translation>Speicherplatz frei machen oder die Rechte des Ordners berichtigen.</translation>
    </message>
    <message>
        <source>Teach a word</source>
        <translation>Ein Wort lehren</translation>
    </message>
    <message>
        <source>1. The word</source>
        <translation>1. Das Wort</translation>
    </message>
    <message>
        <source>for example: greenhouse</source>
        <translation>zum Beispiel: greenhouse</translation>
    </message>
    <message>
        <source>What it is called in the legend. The model need not know the word.</source>
        <translation>Wie es in der Legende heißt. Das Modell muss das Wort nicht kennen.</translation>
    </message>
    <message>
        <source>It is taught to the model “{model}”.</source>
        <translation>Es wird dem Modell „{model}“ gelehrt.</translation>
    </message>
    <message>
        <source>2. Where it is</source>
        <translation>2. Wo es ist</translation>
    </message>
    <message>
        <source>Click or draw around a few places that show it with the left button, and some that could be mistaken for it with the right.</source>
        <translation>Einige Stellen, die es zeigen, mit der linken Taste anklicken oder umfahren, und einige, die man damit verwechseln könnte, mit der rechten.</translation>
    </message>
    <message>
        <source>Mark on the map</source>
        <translation>Auf der Karte markieren</translation>
    </message>
    <message>
        <source>Left button: it is here. Right: it is not. Click for a spot, drag for an area</source>
        <translation>Linke Taste: Es ist hier. Rechte: nicht. Klick für einen Punkt, Ziehen für eine Fläche</translation>
    </message>
    <message>
        <source>Take the last mark back (Ctrl+Z on the map)</source>
        <translation>Die letzte Marke zurücknehmen (Strg+Z auf der Karte)</translation>
    </message>
    <message>
        <source>Features of this layer; of those that are selected, if any are</source>
        <translation>Objekte dieses Layers; wenn einige gewählt sind, diese</translation>
    </message>
    <message>
        <source>show it</source>
        <translation>zeigen es</translation>
    </message>
    <message>
        <source>do not</source>
        <translation>zeigen es nicht</translation>
    </message>
    <message>
        <source>Whether the features show the word, or what it is not</source>
        <translation>Ob die Objekte das Wort zeigen oder was es nicht ist</translation>
    </message>
    <message>
        <source>Take</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>Take the features of the layer as marks</source>
        <translation>Die Objekte des Layers als Marken übernehmen</translation>
    </message>
    <message>
        <source>3. Learn and look</source>
        <translation>3. Lernen und ansehen</translation>
    </message>
    <message>
        <source>Learn</source>
        <translation>Lernen</translation>
    </message>
    <message>
        <source>Learn from the marks, and show the class on the map</source>
        <translation>Aus den Marken lernen und die Klasse auf der Karte zeigen</translation>
    </message>
    <message>
        <source>How far the learning is</source>
        <translation>Wie weit das Lernen ist</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>From now on the word means this, whenever the list has it</source>
        <translation>Ab jetzt bedeutet das Wort dies, wann immer es in der Liste steht</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Forget what was learned; close</source>
        <translation>Vergessen, was gelernt wurde; schließen</translation>
    </message>
    <message>
        <source>Type the word first.</source>
        <translation>Zuerst das Wort eingeben.</translation>
    </message>
    <message>
        <source>Mark at least one place that shows it.</source>
        <translation>Mindestens eine Stelle markieren, die es zeigt.</translation>
    </message>
    <message>
        <source>{yes} that show it, {no} that do not</source>
        <translation>{yes}, die es zeigen, {no}, die es nicht zeigen</translation>
    </message>
    <message>
        <source>A few that do not make it better.</source>
        <translation>Ein paar, die es nicht zeigen, machen es besser.</translation>
    </message>
    <message>
        <source>Nothing is marked yet.</source>
        <translation>Noch ist nichts markiert.</translation>
    </message>
    <message>
        <source>Learn again with the marks as they are now</source>
        <translation>Mit den Marken, wie sie jetzt sind, noch einmal lernen</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>beginnt</translation>
    </message>
    <message>
        <source>Learned in {seconds} s. Look at the map, add marks where it is wrong and learn again, or keep it.</source>
        <translation>Gelernt in {seconds} s. Die Karte ansehen, Marken setzen, wo es falsch ist, und noch einmal lernen, oder es behalten.</translation>
    </message>
    <message>
        <source>Cancelled. Nothing was learned.</source>
        <translation>Abgebrochen. Nichts wurde gelernt.</translation>
    </message>
    <message>
        <source>The word was not learned.</source>
        <translation>Das Wort wurde nicht gelernt.</translation>
    </message>
    <message>
        <source>The worker answered in another form than this plugin knows.</source>
        <translation>Der Arbeitsprozess antwortete in einer anderen Form, als dieses Plugin kennt.</translation>
    </message>
    <message>
        <source>{cols} × {rows} px</source>
        <translation>{cols} × {rows} px</translation>
    </message>
    <message>
        <source>{size} km</source>
        <translation>{size} km</translation>
    </message>
    <message>
        <source>{size} m</source>
        <translation>{size} m</translation>
    </message>
    <message>
        <source>under 1 s</source>
        <translation>unter 1 s</translation>
    </message>
    <message>
        <source>{n} s</source>
        <translation>{n} s</translation>
    </message>
    <message>
        <source>{n} min</source>
        <translation>{n} min</translation>
    </message>
    <message>
        <source>{n} h</source>
        <translation>{n} h</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours} h {minutes} min</translation>
    </message>
    <message>
        <source>{n} days</source>
        <translation>{n} Tage</translation>
    </message>
    <message>
        <source>more than a year</source>
        <translation>mehr als ein Jahr</translation>
    </message>
    <message>
        <source>about {time}</source>
        <translation>etwa {time}</translation>
    </message>
    <message>
        <source>{n} KB</source>
        <translation>{n} KB</translation>
    </message>
    <message>
        <source>{n} MB</source>
        <translation>{n} MB</translation>
    </message>
    <message>
        <source>{n} GB</source>
        <translation>{n} GB</translation>
    </message>
    <message>
        <source>{n} TB</source>
        <translation>{n} TB</translation>
    </message>
    <message>
        <source>&lt; 1 %</source>
        <translation>&lt; 1 %</translation>
    </message>
    <message>
        <source>{n} %</source>
        <translation>{n} %</translation>
    </message>
    <message>
        <source>{area} {unit}</source>
        <translation>{area} {unit}</translation>
    </message>
    <message>
        <source>A pixel with a lower score gets no class. Moving it changes the map at once.</source>
        <translation>Ein Pixel mit niedrigerem Wert bekommt keine Klasse. Verschieben ändert die Karte sofort.</translation>
    </message>
    <message>
        <source>Undo the last threshold</source>
        <translation>Die letzte Schwelle rückgängig machen</translation>
    </message>
    <message>
        <source>Redo the threshold</source>
        <translation>Die Schwelle wiederholen</translation>
    </message>
    <message>
        <source>Back to the run's thresholds</source>
        <translation>Zurück zu den Schwellen des Laufs</translation>
    </message>
    <message>
        <source>Per class</source>
        <translation>Je Klasse</translation>
    </message>
    <message>
        <source>A slider for each class</source>
        <translation>Ein Schieberegler für jede Klasse</translation>
    </message>
    <message>
        <source>Threshold of “{name}”</source>
        <translation>Schwelle von „{name}“</translation>
    </message>
    <message>
        <source>Unfinished</source>
        <translation>Unfertig</translation>
    </message>
    <message>
        <source>Runs that ended halfway; what they have finished is kept</source>
        <translation>Läufe, die auf halbem Weg endeten; was sie fertig haben, bleibt</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Delete this run with all that it has finished; asks</source>
        <translation>Diesen Lauf mit allem löschen, was er fertig hat; fragt nach</translation>
    </message>
    <message>
        <source>Go on where this run ended; its finished parts are used</source>
        <translation>Weitermachen, wo dieser Lauf endete; seine fertigen Teile werden verwendet</translation>
    </message>
    <message>
        <source>Remove an unfinished run?</source>
        <translation>Einen unfertigen Lauf entfernen?</translation>
    </message>
    <message>
        <source>Remove the unfinished run of “{image}”?</source>
        <translation>Den unfertigen Lauf von „{image}“ entfernen?</translation>
    </message>
    <message>
        <source>{done} of {total} blocks are done ({names}). Removing frees {size}.</source>
        <translation>{done} von {total} Blöcken sind fertig ({names}). Entfernen macht {size} frei.</translation>
    </message>
    <message>
        <source>{done} of {total} blocks are done</source>
        <translation>{done} von {total} Blöcken sind fertig</translation>
    </message>
    <message>
        <source>Started {time}</source>
        <translation>Begonnen {time}</translation>
    </message>
    <message>
        <source>“{file}” does not fit the class raster.</source>
        <translation>„{file}“ passt nicht zum Klassenraster.</translation>
    </message>
    <message>
        <source>It has other pixels, so it belongs to another run.</source>
        <translation>Es hat andere Pixel und gehört also zu einem anderen Lauf.</translation>
    </message>
    <message>
        <source>Choose the “scores.tif” beside the class raster.</source>
        <translation>Die „scores.tif“ neben dem Klassenraster wählen.</translation>
    </message>
    <message>
        <source>The polygons were not written to “{file}”.</source>
        <translation>Die Polygone wurden nicht in „{file}“ geschrieben.</translation>
    </message>
    <message>
        <source>Free some space, or choose another folder.</source>
        <translation>Speicherplatz frei machen oder einen anderen Ordner wählen.</translation>
    </message>
    <message>
        <source>{title}: needs download, {size}</source>
        <translation>{title}: muss geladen werden, {size}</translation>
    </message>
    <message>
        <source>{title}: {state}</source>
        <translation>{title}: {state}</translation>
    </message>
    <message>
        <source>{gsd}, zoom {zoom}</source>
        <translation>{gsd}, Zoom {zoom}</translation>
    </message>
    <message>
        <source>{resolution} (recommended)</source>
        <translation>{resolution} (empfohlen)</translation>
    </message>
    <message>
        <source>{resolution} (native)</source>
        <translation>{resolution} (des Bildes)</translation>
    </message>
    <message>
        <source>{size}, {share} inside</source>
        <translation>{size}, {share} innen</translation>
    </message>
    <message>
        <source>{size}, 1 tile</source>
        <translation>{size}, 1 Kachel</translation>
    </message>
    <message>
        <source>{size}, {tiles} tiles</source>
        <translation>{size}, {tiles} Kacheln</translation>
    </message>
    <message>
        <source>up to {size} on disk</source>
        <translation>bis zu {size} auf der Platte</translation>
    </message>
    <message>
        <source>time not known yet</source>
        <translation>Dauer noch offen</translation>
    </message>
    <message>
        <source>{n} map tiles</source>
        <translation>{n} Kartenkacheln</translation>
    </message>
    <message>
        <source>Shown are {n} of {all} names: {names}. Select other rows of the list for theirs.</source>
        <translation>Gezeigt sind {n} von {all} Namen: {names}. Für andere deren Zeilen in der Liste wählen.</translation>
    </message>
    <message>
        <source>The worker ended: {why}</source>
        <translation>Der Arbeitsprozess endete: {why}</translation>
    </message>
    <message>
        <source>The cancelled run did not stop by itself; its worker was ended.</source>
        <translation>Der abgebrochene Lauf hörte nicht von selbst auf; sein Arbeitsprozess wurde beendet.</translation>
    </message>
    <message>
        <source>Run again: a new worker is started.</source>
        <translation>Noch einmal starten: Ein neuer Arbeitsprozess beginnt.</translation>
    </message>
    <message>
        <source>The AerOSeg worker could not start.</source>
        <translation>Der AerOSeg-Arbeitsprozess konnte nicht starten.</translation>
    </message>
    <message>
        <source>Its Python lacks something: {line}.</source>
        <translation>Seinem Python fehlt etwas: {line}.</translation>
    </message>
    <message>
        <source>Choose or repair the Python in the AerOSeg options, Environment tab.</source>
        <translation>In den AerOSeg-Optionen, Reiter Umgebung, das Python wählen oder reparieren.</translation>
    </message>
    <message>
        <source>The system ended it (signal 9), often because memory ran out.</source>
        <translation>Das System beendete ihn (Signal 9), oft weil der Speicher ausging.</translation>
    </message>
    <message>
        <source>Run again, with a smaller area if it was memory.</source>
        <translation>Noch einmal starten, mit einem kleineren Gebiet, wenn es am Speicher lag.</translation>
    </message>
    <message>
        <source>It crashed (signal {code}).</source>
        <translation>Er stürzte ab (Signal {code}).</translation>
    </message>
    <message>
        <source>It ended by itself with exit code {code}.</source>
        <translation>Er endete von selbst mit dem Code {code}.</translation>
    </message>
    <message>
        <source>The AerOSeg worker ended in the middle of its work.</source>
        <translation>Der AerOSeg-Arbeitsprozess endete mitten in der Arbeit.</translation>
    </message>
    <message>
        <source>The plugin and its worker do not fit together.</source>
        <translation>Das Plugin und sein Arbeitsprozess passen nicht zusammen.</translation>
    </message>
    <message>
        <source>They speak different versions of their protocol.</source>
        <translation>Sie sprechen verschiedene Versionen ihres Protokolls.</translation>
    </message>
    <message>
        <source>The AerOSeg worker could not be started.</source>
        <translation>Der AerOSeg-Arbeitsprozess konnte nicht gestartet werden.</translation>
    </message>
    <message>
        <source>“{path}” is not a program that runs here.</source>
        <translation>„{path}“ ist kein Programm, das hier läuft.</translation>
    </message>
    <message>
        <source>Choose another Python in the AerOSeg options, Environment tab.</source>
        <translation>In den AerOSeg-Optionen, Reiter Umgebung, ein anderes Python wählen.</translation>
    </message>
</context>
</TS>
