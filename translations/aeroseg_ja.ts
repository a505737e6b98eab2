<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja_JP" sourcelanguage="en">
<context>
    <name>AeroSeg</name>
    <message>
        <source>No layer of polygons is chosen.</source>
        <translation>ポリゴンのレイヤが選ばれていません。</translation>
    </message>
    <message>
        <source>Open or draw one, or choose another area.</source>
        <translation>開くか描くか、別の領域を選んでください。</translation>
    </message>
    <message>
        <source>The polygons of “{name}” cannot be read.</source>
        <translation>「{name}」のポリゴンを読めません。</translation>
    </message>
    <message>
        <source>Its data source is missing or damaged.</source>
        <translation>データソースがないか、壊れています。</translation>
    </message>
    <message>
        <source>Repair the data source, or choose another layer.</source>
        <translation>データソースを直すか、別のレイヤを選んでください。</translation>
    </message>
    <message>
        <source>“{name}” has more than {n} polygons here.</source>
        <translation>「{name}」にはここに {n} 個を超えるポリゴンがあります。</translation>
    </message>
    <message>
        <source>Select some of them, or dissolve them first.</source>
        <translation>いくつか選ぶか、先に融合してください。</translation>
    </message>
    <message>
        <source>The polygons of “{name}” cannot be used.</source>
        <translation>「{name}」のポリゴンは使えません。</translation>
    </message>
    <message>
        <source>They have no place in the image's coordinate system.</source>
        <translation>画像の座標系に位置を持ちません。</translation>
    </message>
    <message>
        <source>Look whether the layer has its right coordinate system.</source>
        <translation>レイヤの座標系が正しいか確かめてください。</translation>
    </message>
    <message>
        <source>1 selected polygon</source>
        <translation>選択したポリゴン 1 個</translation>
    </message>
    <message>
        <source>{n} selected polygons</source>
        <translation>選択したポリゴン {n} 個</translation>
    </message>
    <message>
        <source>1 polygon</source>
        <translation>ポリゴン 1 個</translation>
    </message>
    <message>
        <source>{n} polygons</source>
        <translation>ポリゴン {n} 個</translation>
    </message>
    <message>
        <source>1 crosses itself, mended</source>
        <translation>1 個は自己交差、修正済み</translation>
    </message>
    <message>
        <source>{n} cross themselves, mended</source>
        <translation>{n} 個は自己交差、修正済み</translation>
    </message>
    <message>
        <source>{polygons}, {crossing}</source>
        <translation>{polygons}、{crossing}</translation>
    </message>
    <message>
        <source>The layer “{name}” has no polygons.</source>
        <translation>レイヤ「{name}」にポリゴンがありません。</translation>
    </message>
    <message>
        <source>Draw one, or choose another layer or area.</source>
        <translation>1 つ描くか、別のレイヤか領域を選んでください。</translation>
    </message>
    <message>
        <source>The selected polygons of “{name}” do not touch the image.</source>
        <translation>「{name}」の選択したポリゴンは画像に重なりません。</translation>
    </message>
    <message>
        <source>Only selected ones count where some are selected.</source>
        <translation>選択があるときは、選択したものだけが使われます。</translation>
    </message>
    <message>
        <source>Select others, or clear the selection.</source>
        <translation>ほかを選ぶか、選択を解除してください。</translation>
    </message>
    <message>
        <source>The polygons of “{name}” do not touch the image.</source>
        <translation>「{name}」のポリゴンは画像に重なりません。</translation>
    </message>
    <message>
        <source>They lie elsewhere, or are so thin that they hold nothing.</source>
        <translation>別の場所にあるか、細すぎて何も含みません。</translation>
    </message>
    <message>
        <source>Draw one on the image, or choose another layer or area.</source>
        <translation>画像の上に描くか、別のレイヤか領域を選んでください。</translation>
    </message>
    <message>
        <source>Nothing to segment here.</source>
        <translation>ここには分割するものがありません。</translation>
    </message>
    <message>
        <source>The map view does not touch the image.</source>
        <translation>地図の表示範囲が画像に重なっていません。</translation>
    </message>
    <message>
        <source>Zoom to the layer, or choose Layer as the area.</source>
        <translation>レイヤにズームするか、領域に「レイヤ」を選んでください。</translation>
    </message>
    <message>
        <source>The layer is too large at this resolution.</source>
        <translation>この解像度ではレイヤが大きすぎます。</translation>
    </message>
    <message>
        <source>Choose a coarser resolution.</source>
        <translation>より粗い解像度を選んでください。</translation>
    </message>
    <message>
        <source>The image to segment; it follows the active raster layer</source>
        <translation>分割する画像。アクティブなラスタレイヤに従います</translation>
    </message>
    <message>
        <source>Load the sample scene</source>
        <translation>サンプル画像を読み込む</translation>
    </message>
    <message>
        <source>Open the drawn scene that comes with AerOSeg, to try it</source>
        <translation>AerOSeg に付属する、描かれた試用の画像を開きます</translation>
    </message>
    <message>
        <source>Open an image first.</source>
        <translation>まず画像を開いてください。</translation>
    </message>
    <message>
        <source>AerOSeg options: Python, models, results folder</source>
        <translation>AerOSeg オプション: Python、モデル、結果フォルダ</translation>
    </message>
    <message>
        <source>What is this? Click here, then on a part of the panel</source>
        <translation>これは何ですか? ここをクリックしてから、パネルの一部をクリックしてください</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>画像</translation>
    </message>
    <message>
        <source>Map view</source>
        <translation>地図の表示</translation>
    </message>
    <message>
        <source>Segment the part of the image that the map shows</source>
        <translation>画像のうち地図に見えている部分を分割します</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>レイヤ</translation>
    </message>
    <message>
        <source>Segment the whole image</source>
        <translation>画像全体を分割します</translation>
    </message>
    <message>
        <source>Polygons</source>
        <translation>ポリゴン</translation>
    </message>
    <message>
        <source>Segment inside the polygons of a layer; the selected ones where some are selected</source>
        <translation>レイヤのポリゴンの中を分割します。選択があればその中だけ</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>領域</translation>
    </message>
    <message>
        <source> m</source>
        <translation> m</translation>
    </message>
    <message>
        <source>not known yet</source>
        <translation>まだ不明</translation>
    </message>
    <message>
        <source>This image has no coordinate system: how many metres is one pixel on the ground?</source>
        <translation>この画像には座標系がありません。1 ピクセルは地上で何メートルですか?</translation>
    </message>
    <message>
        <source>Pixel size</source>
        <translation>ピクセルの大きさ</translation>
    </message>
    <message>
        <source>Size of a pixel that the model sees, in metres on the ground</source>
        <translation>モデルが見る 1 ピクセルの地上での大きさ (メートル)</translation>
    </message>
    <message>
        <source>Resolution</source>
        <translation>解像度</translation>
    </message>
    <message>
        <source>The layer of the polygons; it may have another coordinate system than the image</source>
        <translation>ポリゴンのレイヤ。座標系は画像と違ってもかまいません</translation>
    </message>
    <message>
        <source>Where edges cross, what they wind around once is inside, as after Fix geometries</source>
        <translation>縁が交わる所では、「ジオメトリを修復」の後と同じく、1 回囲まれた部分が内側です</translation>
    </message>
    <message>
        <source>The list holds “{name}”, so the names are compared with that alone.</source>
        <translation>リストに「{name}」があるため、名前はそれだけと比べられます。</translation>
    </message>
    <message>
        <source>So that a single name does not fill the map: a place that is more like road, water, tree and other such words than like your names gets no class. Words of the same kind as a name are left out by themselves.</source>
        <translation>1 つの名前が地図全体を埋めないようにします。あなたの名前よりも道路、水、木などの語に似た場所にはクラスが付きません。名前と同じ種類の語は自動的に除かれます。</translation>
    </message>
    <message>
        <source>Calibrate</source>
        <translation>校正</translation>
    </message>
    <message>
        <source>Fits the threshold of each class on polygons of which you know the class. The figures are of places that were left out of the fitting.</source>
        <translation>クラスのわかるポリゴンで各クラスのしきい値を合わせます。数値は調整に使わなかった場所のものです。</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>合わせる</translation>
    </message>
    <message>
        <source>How far the fitting is</source>
        <translation>調整の進み具合</translation>
    </message>
    <message>
        <source>Keep only the best word where it does better alone</source>
        <translation>単独のほうがよい所では最良の語だけを残す</translation>
    </message>
    <message>
        <source>Otherwise the best word comes first, and all are searched</source>
        <translation>そうでなければ最良の語が先頭になり、すべて検索されます</translation>
    </message>
    <message>
        <source>The result whose scores are compared with the polygons</source>
        <translation>スコアをポリゴンと比べる結果</translation>
    </message>
    <message>
        <source>Polygons of which you know the class; of those selected, if any</source>
        <translation>クラスのわかるポリゴン。選択があればその中のもの</translation>
    </message>
    <message>
        <source>Holds the class names; “background” is ground that is none of the classes</source>
        <translation>クラス名の属性。「background」はどのクラスでもない地面です</translation>
    </message>
    <message>
        <source>Which polygons belong together. Empty: up to five parts of the ground</source>
        <translation>どのポリゴンが同じ組か。空欄: 地面を最大 5 つに分けます</translation>
    </message>
    <message>
        <source>Compare the words of a class too</source>
        <translation>クラスの語も比べる</translation>
    </message>
    <message>
        <source>Other classes of the layer are none of these</source>
        <translation>レイヤのほかのクラスはどれにも当たらない</translation>
    </message>
    <message>
        <source>Polygons whose class is not in the list are ground where none of its classes is; otherwise they are left out</source>
        <translation>リストにないクラスのポリゴンは、どのクラスもない地面とみなします。そうでなければ除かれます</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>結果</translation>
    </message>
    <message>
        <source>Class field</source>
        <translation>クラスの属性</translation>
    </message>
    <message>
        <source>Place field</source>
        <translation>場所の属性</translation>
    </message>
    <message>
        <source>Tries each word of a class alone on the image; takes a while</source>
        <translation>クラスの語を 1 つずつ画像で試します。時間がかかります</translation>
    </message>
    <message>
        <source>No class of the list has other words.</source>
        <translation>別の語を持つクラスがリストにありません。</translation>
    </message>
    <message>
        <source>Words can be compared on images in files only.</source>
        <translation>語を比べられるのはファイルの画像だけです。</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>クラス</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>しきい値</translation>
    </message>
    <message>
        <source>IoU before</source>
        <translation>IoU 前</translation>
    </message>
    <message>
        <source>after</source>
        <translation>後</translation>
    </message>
    <message>
        <source>Ticked classes get the new threshold: those that did better on places left out</source>
        <translation>チェックしたクラスに新しいしきい値が付きます。除いた場所で良くなったものです</translation>
    </message>
    <message>
        <source>Leave the class list as it is</source>
        <translation>クラスリストをそのままにする</translation>
    </message>
    <message>
        <source>Segment something first: the scores of a result are needed.</source>
        <translation>まず分割してください。結果のスコアが必要です。</translation>
    </message>
    <message>
        <source>Open a layer with polygons of which you know the class.</source>
        <translation>クラスのわかるポリゴンのレイヤを開いてください。</translation>
    </message>
    <message>
        <source>Choose the field that holds the class names.</source>
        <translation>クラス名のある属性を選んでください。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Compare the scores with the polygons</source>
        <translation>スコアをポリゴンと比べます</translation>
    </message>
    <message>
        <source>Write the new thresholds into the class list; it can be undone</source>
        <translation>新しいしきい値をクラスリストに書きます。元に戻せます</translation>
    </message>
    <message>
        <source>Nothing is ticked that would change the list</source>
        <translation>リストを変えるものにチェックがありません</translation>
    </message>
    <message>
        <source>The result has left the project.</source>
        <translation>結果はプロジェクトからなくなりました。</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>キャンセルしました。</translation>
    </message>
    <message>
        <source>The answer of the model cannot be read.</source>
        <translation>モデルの答えを読めません。</translation>
    </message>
    <message>
        <source>Update the plugin and restart QGIS.</source>
        <translation>プラグインを更新して QGIS を再起動してください。</translation>
    </message>
    <message>
        <source>Nothing could be tried on other places.</source>
        <translation>別の場所で試せるものがありませんでした。</translation>
    </message>
    <message>
        <source>Mean IoU {before} before, {after} after, on {n} places left out in turn.</source>
        <translation>平均 IoU は前 {before}、後 {after}。順に除いた {n} か所での値です。</translation>
    </message>
    <message>
        <source>This word alone, with a threshold fitted for it</source>
        <translation>この語だけ、それに合わせたしきい値で</translation>
    </message>
    <message>
        <source>{before} → {after}</source>
        <translation>{before} → {after}</translation>
    </message>
    <message>
        <source>{name}: {pixels} pixels of reference in {places} places</source>
        <translation>{name}: {places} か所に参照ピクセル {pixels}</translation>
    </message>
    <message>
        <source>Too few polygons of this class, or none of anything else.</source>
        <translation>このクラスのポリゴンが少なすぎるか、ほかのものがありません。</translation>
    </message>
    <message>
        <source>All in one place, so it could not be tried on another.</source>
        <translation>すべて 1 か所にあるため、別の場所で試せません。</translation>
    </message>
    <message>
        <source>A new threshold did no better on the places left out.</source>
        <translation>新しいしきい値は、除いた場所で良くなりませんでした。</translation>
    </message>
    <message>
        <source>{title} ({file})</source>
        <translation>{title} ({file})</translation>
    </message>
    <message>
        <source>The background words cannot be saved.</source>
        <translation>背景の語を保存できません。</translation>
    </message>
    <message>
        <source>{reason}.</source>
        <translation>{reason}.</translation>
    </message>
    <message>
        <source>Free some space, or check the folder of your QGIS profile.</source>
        <translation>空き容量を増やすか、QGIS プロファイルのフォルダを確認してください。</translation>
    </message>
    <message>
        <source>The name in the legend and in the table; it is searched too</source>
        <translation>凡例と表に出る名前。検索にも使われます</translation>
    </message>
    <message>
        <source>for example: house, roof</source>
        <translation>例: 家, 屋根</translation>
    </message>
    <message>
        <source>Other words for the same class, with commas between; each is searched</source>
        <translation>同じクラスの別の語をカンマで区切ります。それぞれ検索されます</translation>
    </message>
    <message>
        <source>Colour on the map; the arrow also offers to leave it to AerOSeg</source>
        <translation>地図での色。矢印から AerOSeg に任せることもできます</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自動</translation>
    </message>
    <message>
        <source>Own threshold</source>
        <translation>独自のしきい値</translation>
    </message>
    <message>
        <source>Otherwise the model's own threshold holds</source>
        <translation>指定しないときはモデルのしきい値を使います</translation>
    </message>
    <message>
        <source>From 0 to 1: a pixel whose score for this class is lower gets no class</source>
        <translation>0 から 1。このクラスのスコアがこれより低いピクセルにはクラスが付きません</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>Other words</source>
        <translation>別の語</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>色</translation>
    </message>
    <message>
        <source>A class needs a name.</source>
        <translation>クラスには名前が必要です。</translation>
    </message>
    <message>
        <source>A name cannot hold any of these signs: {signs}</source>
        <translation>名前に次の記号は使えません: {signs}</translation>
    </message>
    <message>
        <source>A word cannot hold any of these signs: {signs}</source>
        <translation>語に次の記号は使えません: {signs}</translation>
    </message>
    <message>
        <source>“{name}” is in the list already.</source>
        <translation>「{name}」はすでにリストにあります。</translation>
    </message>
    <message>
        <source>This is what is none of the other classes; it is not drawn on the map.</source>
        <translation>ほかのどのクラスでもない部分です。地図には描かれません。</translation>
    </message>
    <message>
        <source>{n} names are in the list already.</source>
        <translation>{n} 個の名前はすでにリストにあります。</translation>
    </message>
    <message>
        <source>There was no name in it. Type for example “building, road”.</source>
        <translation>名前がありませんでした。たとえば「building, road」と入力してください。</translation>
    </message>
    <message>
        <source>Empty names were left out.</source>
        <translation>空の名前は除かれました。</translation>
    </message>
    <message>
        <source>Remove “{name}”</source>
        <translation>「{name}」を削除</translation>
    </message>
    <message>
        <source>A class needs a name, so “{name}” was kept.</source>
        <translation>クラスには名前が必要なため、「{name}」を残しました。</translation>
    </message>
    <message>
        <source>What is none of the other classes; it is not drawn on the map.</source>
        <translation>ほかのどのクラスでもない部分。地図には描かれません。</translation>
    </message>
    <message>
        <source>The same class: {names}</source>
        <translation>同じクラス: {names}</translation>
    </message>
    <message>
        <source>Own threshold: {value}. A pixel with a lower score gets no class.</source>
        <translation>独自のしきい値: {value}。スコアがこれより低いピクセルにはクラスが付きません。</translation>
    </message>
    <message>
        <source>Double-click to edit.</source>
        <translation>ダブルクリックで編集します。</translation>
    </message>
    <message>
        <source>Double-click to edit; click the colour to change it; Alt+Return for all.</source>
        <translation>ダブルクリックで編集、色をクリックすると変更、Alt+Return ですべてを編集します。</translation>
    </message>
    <message>
        <source>not known to this model</source>
        <translation>このモデルが知らない名前</translation>
    </message>
    <message>
        <source>Share of the last result</source>
        <translation>前回の結果に占める割合</translation>
    </message>
    <message>
        <source>not usable</source>
        <translation>使用できません</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>不明</translation>
    </message>
    <message>
        <source>My class lists</source>
        <translation>自分のクラスリスト</translation>
    </message>
    <message>
        <source>Your saved lists. F2 or a double-click renames</source>
        <translation>保存したリスト。F2 かダブルクリックで名前を変更できます</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>名前を変更</translation>
    </message>
    <message>
        <source>Give it another name</source>
        <translation>別の名前を付けます</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>削除…</translation>
    </message>
    <message>
        <source>Put the file of this list into the trash</source>
        <translation>このリストのファイルをごみ箱に入れます</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>フォルダを開く</translation>
    </message>
    <message>
        <source>Show the files, for example to copy them</source>
        <translation>ファイルを表示します。コピーするときなどに使います</translation>
    </message>
    <message>
        <source>Delete the list “{name}”?</source>
        <translation>リスト「{name}」を削除しますか?</translation>
    </message>
    <message>
        <source>Its file goes to the trash.</source>
        <translation>ファイルはごみ箱に入ります。</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>“{name}” is in the trash.</source>
        <translation>「{name}」をごみ箱に入れました。</translation>
    </message>
    <message>
        <source>“{name}” was deleted.</source>
        <translation>「{name}」を削除しました。</translation>
    </message>
    <message>
        <source>Last used</source>
        <translation>前回使用</translation>
    </message>
    <message>
        <source>Save this list…</source>
        <translation>このリストを保存…</translation>
    </message>
    <message>
        <source>The list is empty.</source>
        <translation>リストは空です。</translation>
    </message>
    <message>
        <source>Open a list from a file…</source>
        <translation>ファイルからリストを開く…</translation>
    </message>
    <message>
        <source>A text file with one class on each line</source>
        <translation>1 行に 1 クラスのテキストファイル</translation>
    </message>
    <message>
        <source>Names from a layer…</source>
        <translation>レイヤから名前を取る…</translation>
    </message>
    <message>
        <source>Each different value of an attribute becomes a class</source>
        <translation>属性のそれぞれの値がクラスになります</translation>
    </message>
    <message>
        <source>Add to the list instead of replacing it</source>
        <translation>置き換えずにリストに追加する</translation>
    </message>
    <message>
        <source>Either way, Undo brings the list back as it was.</source>
        <translation>どちらの場合も「元に戻す」でリストは元に戻ります。</translation>
    </message>
    <message>
        <source>{list}: {names}</source>
        <translation>{list}: {names}</translation>
    </message>
    <message>
        <source>Data sets</source>
        <translation>データセット</translation>
    </message>
    <message>
        <source>Class lists of published data sets</source>
        <translation>公開データセットのクラスリスト</translation>
    </message>
    <message>
        <source>{n} classes</source>
        <translation>{n} クラス</translation>
    </message>
    <message>
        <source>1 class</source>
        <translation>1 クラス</translation>
    </message>
    <message>
        <source>With the published thresholds</source>
        <translation>公開されたしきい値を使う</translation>
    </message>
    <message>
        <source>They were tuned for each data set with SegEarth-OV.</source>
        <translation>SegEarth-OV でデータセットごとに調整された値です。</translation>
    </message>
    <message>
        <source>They were tuned for SegEarth-OV; the chosen model scores in another way.</source>
        <translation>SegEarth-OV 用に調整された値です。選択中のモデルはスコアの付け方が異なります。</translation>
    </message>
    <message>
        <source>With the published colours</source>
        <translation>公開された色を使う</translation>
    </message>
    <message>
        <source>The colours of the data set instead of AerOSeg's own</source>
        <translation>AerOSeg の色の代わりにデータセットの色を使います</translation>
    </message>
    <message>
        <source>My lists</source>
        <translation>自分のリスト</translation>
    </message>
    <message>
        <source>Rename or delete…</source>
        <translation>名前の変更または削除…</translation>
    </message>
    <message>
        <source>None yet: make a list and save it with the button beside this one.</source>
        <translation>まだありません。リストを作り、隣のボタンで保存してください。</translation>
    </message>
    <message>
        <source>Recent files</source>
        <translation>最近使ったファイル</translation>
    </message>
    <message>
        <source>and {n} more</source>
        <translation>ほか {n} 個</translation>
    </message>
    <message>
        <source>Published threshold: {value}</source>
        <translation>公開されたしきい値: {value}</translation>
    </message>
    <message>
        <source>“{file}” is longer than any list of names.</source>
        <translation>「{file}」は名前のリストとしては長すぎます。</translation>
    </message>
    <message>
        <source>Choose a text file with one class name on each line.</source>
        <translation>1 行に 1 つのクラス名があるテキストファイルを選んでください。</translation>
    </message>
    <message>
        <source>it is not a text in UTF-8</source>
        <translation>UTF-8 のテキストではありません</translation>
    </message>
    <message>
        <source>The class list “{file}” cannot be read.</source>
        <translation>クラスリスト「{file}」を読めません。</translation>
    </message>
    <message>
        <source>There is no class name in “{file}”.</source>
        <translation>「{file}」にはクラス名がありません。</translation>
    </message>
    <message>
        <source>“{file}” holds {n} names, and {most} is the most.</source>
        <translation>「{file}」には {n} 個の名前があり、最大は {most} 個です。</translation>
    </message>
    <message>
        <source>A list needs a name.</source>
        <translation>リストには名前が必要です。</translation>
    </message>
    <message>
        <source>There is a list “{name}” already.</source>
        <translation>リスト「{name}」はすでにあります。</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>別の名前を選んでください。</translation>
    </message>
    <message>
        <source>The class list “{file}” cannot be written.</source>
        <translation>クラスリスト「{file}」を書き込めません。</translation>
    </message>
    <message>
        <source>Choose another folder, or free some space.</source>
        <translation>別のフォルダを選ぶか、空き容量を増やしてください。</translation>
    </message>
    <message>
        <source>“{file}” is no class raster.</source>
        <translation>「{file}」はクラスラスタではありません。</translation>
    </message>
    <message>
        <source>Its values are not whole numbers.</source>
        <translation>値が整数ではありません。</translation>
    </message>
    <message>
        <source>Choose the “classes.tif” of a run, or another raster of class numbers.</source>
        <translation>実行の「classes.tif」か、クラス番号の別のラスタを選んでください。</translation>
    </message>
    <message>
        <source>“{file}” is no score raster.</source>
        <translation>「{file}」はスコアラスタではありません。</translation>
    </message>
    <message>
        <source>Its tags are missing, or its bands do not fit its classes.</source>
        <translation>タグがないか、バンドがクラスに合いません。</translation>
    </message>
    <message>
        <source>Choose the unchanged “scores.tif” of a run.</source>
        <translation>変更していない実行の「scores.tif」を選んでください。</translation>
    </message>
    <message>
        <source>“{file}” cannot be read.</source>
        <translation>「{file}」を読めません。</translation>
    </message>
    <message>
        <source>It is gone, or no raster that QGIS can open.</source>
        <translation>ファイルがないか、QGIS が開けるラスタではありません。</translation>
    </message>
    <message>
        <source>Look whether the results folder still exists, or run again.</source>
        <translation>結果フォルダがまだあるか確かめるか、もう一度実行してください。</translation>
    </message>
    <message>
        <source>class {n}</source>
        <translation>クラス {n}</translation>
    </message>
    <message>
        <source>Colour of the class</source>
        <translation>クラスの色</translation>
    </message>
    <message>
        <source>Edit line</source>
        <translation>行を編集</translation>
    </message>
    <message>
        <source>Other words, colour, threshold…</source>
        <translation>別の語、色、しきい値…</translation>
    </message>
    <message>
        <source>Alt+Return</source>
        <translation>Alt+Return</translation>
    </message>
    <message>
        <source>Change colour…</source>
        <translation>色を変更…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>Del</source>
        <translation>Del</translation>
    </message>
    <message>
        <source>Copy all names</source>
        <translation>すべての名前をコピー</translation>
    </message>
    <message>
        <source>Remove all</source>
        <translation>すべて削除</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>元に戻す</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>やり直す</translation>
    </message>
    <message>
        <source>Burn edited polygons into the result</source>
        <translation>編集したポリゴンを結果に書き込む</translation>
    </message>
    <message>
        <source>Polygons whose classes are right; unsaved edits count too</source>
        <translation>クラスが正しいポリゴン。未保存の編集も含まれます</translation>
    </message>
    <message>
        <source>Names the class; “other”, or nothing, takes the class away</source>
        <translation>クラスの名前。「other」か空ならクラスを外します</translation>
    </message>
    <message>
        <source>Only selected polygons</source>
        <translation>選択したポリゴンだけ</translation>
    </message>
    <message>
        <source>What lies in no polygon becomes “other”</source>
        <translation>どのポリゴンにも入らない部分は「other」になります</translation>
    </message>
    <message>
        <source>For an edited layer that holds all polygons of the result: removed ones are removed from the result too</source>
        <translation>結果のすべてのポリゴンを持つ編集済みレイヤ用: 削除したものは結果からも除かれます</translation>
    </message>
    <message>
        <source>Only pixels that change are kept as corrections, and hold at every threshold.</source>
        <translation>変わるピクセルだけが修正として残り、どのしきい値でも有効です。</translation>
    </message>
    <message>
        <source>Burn</source>
        <translation>書き込む</translation>
    </message>
    <message>
        <source>The polygons were not burnt into the result.</source>
        <translation>ポリゴンは結果に書き込まれませんでした。</translation>
    </message>
    <message>
        <source>The field “{field}” holds {names}, and the classes are {classes}.</source>
        <translation>属性「{field}」には {names} があり、クラスは {classes} です。</translation>
    </message>
    <message>
        <source>Choose another field, or correct the names.</source>
        <translation>別の属性を選ぶか、名前を直してください。</translation>
    </message>
    <message>
        <source>“{layer}” holds no polygon.</source>
        <translation>「{layer}」にはポリゴンがありません。</translation>
    </message>
    <message>
        <source>Draw polygons first, or choose another layer.</source>
        <translation>まずポリゴンを描くか、別のレイヤを選んでください。</translation>
    </message>
    <message>
        <source>AerOSeg: burning polygons</source>
        <translation>AerOSeg: ポリゴンを書き込んでいます</translation>
    </message>
    <message>
        <source>“{file}” cannot be written: {error}.</source>
        <translation>「{file}」を書き込めません: {error}。</translation>
    </message>
    <message>
        <source>Free some space, or make the results folder writable.</source>
        <translation>空き容量を増やすか、結果フォルダを書き込み可能にしてください。</translation>
    </message>
    <message>
        <source>Stop the run; what is finished is kept, to go on later</source>
        <translation>実行を止めます。終わった分は残り、後で続けられます</translation>
    </message>
    <message>
        <source>A run is going on.</source>
        <translation>実行中です。</translation>
    </message>
    <message>
        <source>Choose a model first.</source>
        <translation>まずモデルを選んでください。</translation>
    </message>
    <message>
        <source>Segment  ({keys})</source>
        <translation>セグメント  ({keys})</translation>
    </message>
    <message>
        <source>Find the classes in the image</source>
        <translation>画像からクラスを見つけます</translation>
    </message>
    <message>
        <source>Add maps of what the model sees in each name, step by step, above the image</source>
        <translation>モデルが名前ごとに何を見ているかを、段階ごとの地図として画像の上に加えます</translation>
    </message>
    <message>
        <source>starting the worker</source>
        <translation>ワーカーを起動しています</translation>
    </message>
    <message>
        <source>Asked again in {time}.</source>
        <translation>{time}で尋ね直しました。</translation>
    </message>
    <message>
        <source>Done in {time}.</source>
        <translation>{time}で完了しました。</translation>
    </message>
    <message>
        <source>Correlation layers in {time}. {names}</source>
        <translation>{time}で相関レイヤを作りました。{names}</translation>
    </message>
    <message>
        <source>The list has changed; Segment asks again.</source>
        <translation>リストが変わりました。「セグメント」で尋ね直します。</translation>
    </message>
    <message>
        <source>Cancelled. Nothing was added to the project.</source>
        <translation>キャンセルしました。プロジェクトには何も加えていません。</translation>
    </message>
    <message>
        <source>AerOSeg</source>
        <translation>AerOSeg</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>クラス</translation>
    </message>
    <message>
        <source>Undo in the list</source>
        <translation>リストの操作を元に戻す</translation>
    </message>
    <message>
        <source>Redo in the list</source>
        <translation>リストの操作をやり直す</translation>
    </message>
    <message>
        <source>Presets</source>
        <translation>プリセット</translation>
    </message>
    <message>
        <source>Ready lists: general ones, your own, those of data sets</source>
        <translation>用意されたリスト: 一般、自分の、データセットの</translation>
    </message>
    <message>
        <source>Save this list, to take it again from the presets</source>
        <translation>このリストを保存し、後でプリセットから使います</translation>
    </message>
    <message>
        <source>The names to look for. Double-click to edit, Delete to remove</source>
        <translation>探す名前。ダブルクリックで編集、Delete で削除</translation>
    </message>
    <message>
        <source>Type names below, or take one of these:</source>
        <translation>下に名前を入力するか、次から選んでください:</translation>
    </message>
    <message>
        <source>Type a name, Enter adds, commas split</source>
        <translation>名前を入力、Enter で追加、カンマで区切り</translation>
    </message>
    <message>
        <source>Class names, for example: building, road. Other words for the same class go behind a bar: building | house | roof. Several lines can be pasted.</source>
        <translation>クラス名。例: building, road。同じクラスの別の語は縦棒の後に書きます: building | house | roof。複数行の貼り付けもできます。</translation>
    </message>
    <message>
        <source>The model that answers. Add your own in the options</source>
        <translation>答えを出すモデル。自分のモデルはオプションで追加します</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>モデル</translation>
    </message>
    <message>
        <source>Compare with background words</source>
        <translation>背景の語と比べる</translation>
    </message>
    <message>
        <source>Which words these are: options, Background words</source>
        <translation>どの語かはオプションの「背景の語」にあります</translation>
    </message>
    <message>
        <source>More</source>
        <translation>その他</translation>
    </message>
    <message>
        <source>More to do with the image and the names</source>
        <translation>画像と名前でできるその他のこと</translation>
    </message>
    <message>
        <source>Show &amp;correlation layers</source>
        <translation>相関レイヤを表示(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Ask again when the list changes</source>
        <translation>リストが変わったら尋ね直す(&amp;A)</translation>
    </message>
    <message>
        <source>By itself, and only where the image is encoded already: it takes a moment</source>
        <translation>自動で、画像がすでに符号化されている所だけ。すぐに終わります</translation>
    </message>
    <message>
        <source>Runs: open, repeat or take over what was run before</source>
        <translation>実行: 以前の実行を開く、繰り返す、引き継ぐ</translation>
    </message>
    <message>
        <source>How far the run is</source>
        <translation>実行の進み具合</translation>
    </message>
    <message>
        <source>about {size}</source>
        <translation>約 {size}</translation>
    </message>
    <message>
        <source>“{title}” needs the file {files}, from {host}.</source>
        <translation>「{title}」には {host} のファイル {files} が必要です。</translation>
    </message>
    <message>
        <source>Nobody states a checksum for it, so it cannot be checked that this first download is what its publisher meant.</source>
        <translation>チェックサムが公表されていないため、この最初のダウンロードが公開者の意図したものかどうかは確認できません。</translation>
    </message>
    <message>
        <source>AerOSeg reads the file as data and never runs anything in it. Its checksum is remembered, and later downloads must be the same.</source>
        <translation>AerOSeg はファイルをデータとして読み、中のものを実行することはありません。チェックサムを記録し、以後のダウンロードは同じものでなければなりません。</translation>
    </message>
    <message>
        <source>Terms of use: {licence}.</source>
        <translation>利用条件: {licence}。</translation>
    </message>
    <message>
        <source>Fetch the weights of this model</source>
        <translation>このモデルの重みを取得します</translation>
    </message>
    <message>
        <source>I have the files…</source>
        <translation>ファイルを持っています…</translation>
    </message>
    <message>
        <source>Use weights that are on this computer already; the files stay where they are</source>
        <translation>このコンピュータにある重みを使います。ファイルはその場所に残ります</translation>
    </message>
    <message>
        <source>How far the download is</source>
        <translation>ダウンロードの進み具合</translation>
    </message>
    <message>
        <source>Pause download</source>
        <translation>ダウンロードを一時停止</translation>
    </message>
    <message>
        <source>Stop; what has come is kept, and the next download goes on</source>
        <translation>止めます。届いた分は残り、次のダウンロードは続きから始まります</translation>
    </message>
    <message>
        <source>“{title}” is being downloaded.</source>
        <translation>「{title}」をダウンロードしています。</translation>
    </message>
    <message>
        <source>Download, {size}</source>
        <translation>ダウンロード、{size}</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>ダウンロード</translation>
    </message>
    <message>
        <source>Go on with the download ({share} here)</source>
        <translation>ダウンロードを続ける ({share} 取得済み)</translation>
    </message>
    <message>
        <source>Put together</source>
        <translation>組み立てる</translation>
    </message>
    <message>
        <source>Another model is being downloaded; this one can follow.</source>
        <translation>別のモデルをダウンロード中です。これはその後にできます。</translation>
    </message>
    <message>
        <source>The weights of this model are public and not on this computer yet.</source>
        <translation>このモデルの重みは公開されていますが、まだこのコンピュータにありません。</translation>
    </message>
    <message>
        <source>Terms: {licence}.</source>
        <translation>条件: {licence}。</translation>
    </message>
    <message>
        <source>Download a file that cannot be checked?</source>
        <translation>確認できないファイルをダウンロードしますか?</translation>
    </message>
    <message>
        <source>Choose the published files</source>
        <translation>公開されたファイルを選ぶ</translation>
    </message>
    <message>
        <source>Weights ({patterns})</source>
        <translation>重み ({patterns})</translation>
    </message>
    <message>
        <source>{file}, from {page}</source>
        <translation>{file}、{page} から</translation>
    </message>
    <message>
        <source>Without a network, put these into {folder}</source>
        <translation>ネットワークがない場合は {folder} に置いてください</translation>
    </message>
    <message>
        <source>The files are here; the model is made of them</source>
        <translation>ファイルはあります。モデルはそれらから作られます</translation>
    </message>
    <message>
        <source>{build}: {download} to download, {disk} on disk</source>
        <translation>{build}: ダウンロード {download}、ディスク {disk}</translation>
    </message>
    <message>
        <source>Processor (CPU)</source>
        <translation>プロセッサ (CPU)</translation>
    </message>
    <message>
        <source>NVIDIA GPU (CUDA)</source>
        <translation>NVIDIA GPU (CUDA)</translation>
    </message>
    <message>
        <source>Apple GPU (MPS)</source>
        <translation>Apple GPU (MPS)</translation>
    </message>
    <message>
        <source>This Mac's GPU computes several times faster.</source>
        <translation>この Mac の GPU は数倍速く計算します。</translation>
    </message>
    <message>
        <source>“{gpu}” computes many times faster than the processor.</source>
        <translation>「{gpu}」はプロセッサより何倍も速く計算します。</translation>
    </message>
    <message>
        <source>No NVIDIA GPU was found on this computer.</source>
        <translation>このコンピュータに NVIDIA GPU は見つかりませんでした。</translation>
    </message>
    <message>
        <source>The driver {driver} of “{gpu}” is too old for CUDA: {oldest} is needed.</source>
        <translation>「{gpu}」のドライバ {driver} は CUDA には古すぎます。{oldest} が必要です。</translation>
    </message>
    <message>
        <source>Smaller, and slower.</source>
        <translation>小さく、遅くなります。</translation>
    </message>
    <message>
        <source>The AerOSeg worker cannot be started.</source>
        <translation>AerOSeg ワーカーを起動できません。</translation>
    </message>
    <message>
        <source>Its Python “{path}” does not exist any more.</source>
        <translation>その Python「{path}」はもうありません。</translation>
    </message>
    <message>
        <source>Choose another one in the AerOSeg options, Environment tab.</source>
        <translation>AerOSeg オプションの「環境」タブで別のものを選んでください。</translation>
    </message>
    <message>
        <source>This Python was not checked.</source>
        <translation>この Python は確認されませんでした。</translation>
    </message>
    <message>
        <source>There is no file “{path}”.</source>
        <translation>ファイル「{path}」がありません。</translation>
    </message>
    <message>
        <source>Choose the program file, for example “.venv/bin/python”.</source>
        <translation>プログラムファイルを選んでください。例: 「.venv/bin/python」</translation>
    </message>
    <message>
        <source>The worker gave an answer that does not fit.</source>
        <translation>ワーカーの答えが合いません。</translation>
    </message>
    <message>
        <source>AerOSeg has no Python for its model yet.</source>
        <translation>AerOSeg のモデル用の Python がまだありません。</translation>
    </message>
    <message>
        <source>The model runs in a Python of its own, with PyTorch, apart from QGIS.</source>
        <translation>モデルは QGIS とは別の、PyTorch のある専用の Python で動きます。</translation>
    </message>
    <message>
        <source>Click “Install”, or choose an existing Python with PyTorch.</source>
        <translation>「インストール」をクリックするか、PyTorch のある既存の Python を選んでください。</translation>
    </message>
    <message>
        <source>A package was not found.</source>
        <translation>パッケージが見つかりませんでした。</translation>
    </message>
    <message>
        <source>Choose another folder of packages, or leave it empty to use the network.</source>
        <translation>別のパッケージフォルダを選ぶか、空にしてネットワークを使ってください。</translation>
    </message>
    <message>
        <source>Checking {file}</source>
        <translation>{file} を確認しています</translation>
    </message>
    <message>
        <source>A downloaded package was refused.</source>
        <translation>ダウンロードしたパッケージを受け付けませんでした。</translation>
    </message>
    <message>
        <source>“{file}” is not the file that the package index lists.</source>
        <translation>「{file}」はパッケージ索引にあるファイルではありません。</translation>
    </message>
    <message>
        <source>Try again; if it stays so, something on the way changes files.</source>
        <translation>もう一度試してください。続く場合は、途中で何かがファイルを変えています。</translation>
    </message>
    <message>
        <source>The packages were not downloaded completely.</source>
        <translation>パッケージのダウンロードが完了しませんでした。</translation>
    </message>
    <message>
        <source>“{file}” could not be fetched from {host}: {why}.</source>
        <translation>「{file}」を {host} から取得できませんでした: {why}。</translation>
    </message>
    <message>
        <source>What has come is kept. Look after the network and try again; it then goes on.</source>
        <translation>届いた分は残っています。ネットワークを確認してもう一度試すと、続きから始まります。</translation>
    </message>
    <message>
        <source>There is no space left in “{folder}” ({free} are free).</source>
        <translation>「{folder}」に空き容量がありません (空き {free})。</translation>
    </message>
    <message>
        <source>Make room, or choose another folder in the options, Environment tab.</source>
        <translation>空きを作るか、オプションの「環境」タブで別のフォルダを選んでください。</translation>
    </message>
    <message>
        <source>“{folder}” cannot be written: {error}.</source>
        <translation>「{folder}」に書き込めません: {error}。</translation>
    </message>
    <message>
        <source>Choose another folder in the options, Environment tab.</source>
        <translation>オプションの「環境」タブで別のフォルダを選んでください。</translation>
    </message>
    <message>
        <source>The environment was not made, and nothing of it was kept.</source>
        <translation>環境は作られず、途中のものは何も残っていません。</translation>
    </message>
    <message>
        <source>preparing the installer</source>
        <translation>インストールを準備しています</translation>
    </message>
    <message>
        <source>making the environment</source>
        <translation>環境を作っています</translation>
    </message>
    <message>
        <source>The environment was not made.</source>
        <translation>環境は作られませんでした。</translation>
    </message>
    <message>
        <source>“{path}” is no Python 3.10 to 3.14 (64 bit) that runs here.</source>
        <translation>「{path}」は、ここで動く Python 3.10 から 3.14 (64 ビット) ではありません。</translation>
    </message>
    <message>
        <source>Choose another one, or leave the field empty.</source>
        <translation>別のものを選ぶか、欄を空にしてください。</translation>
    </message>
    <message>
        <source>comparing with what is here</source>
        <translation>今あるものと比べています</translation>
    </message>
    <message>
        <source>Looking at the packages</source>
        <translation>パッケージを調べています</translation>
    </message>
    <message>
        <source>installing {n} packages</source>
        <translation>{n} 個のパッケージをインストールしています</translation>
    </message>
    <message>
        <source>choosing the packages</source>
        <translation>パッケージを選んでいます</translation>
    </message>
    <message>
        <source>waiting for your answer</source>
        <translation>あなたの答えを待っています</translation>
    </message>
    <message>
        <source>fetching and installing the packages</source>
        <translation>パッケージを取得してインストールしています</translation>
    </message>
    <message>
        <source>It needs {needed} in “{folder}”, and {free} are free.</source>
        <translation>「{folder}」に {needed} 必要ですが、空きは {free} です。</translation>
    </message>
    <message>
        <source>downloading, {done} of {total}</source>
        <translation>ダウンロード中、{total} のうち {done}</translation>
    </message>
    <message>
        <source>The environment was not changed as asked.</source>
        <translation>環境は指示どおりに変更されませんでした。</translation>
    </message>
    <message>
        <source>The installer met an error that it does not know: {error}.</source>
        <translation>インストール中に未知のエラーが起きました: {error}。</translation>
    </message>
    <message>
        <source>The log has the details; report them with “Copy diagnostics”.</source>
        <translation>詳細はログにあります。「診断情報をコピー」で報告してください。</translation>
    </message>
    <message>
        <source>beginning</source>
        <translation>開始しています</translation>
    </message>
    <message>
        <source>The environment was not changed.</source>
        <translation>環境は変更されませんでした。</translation>
    </message>
    <message>
        <source>Another QGIS is installing into “{folder}”.</source>
        <translation>別の QGIS が「{folder}」にインストール中です。</translation>
    </message>
    <message>
        <source>Wait until it has ended, then try again.</source>
        <translation>終わるのを待ってから、もう一度試してください。</translation>
    </message>
    <message>
        <source>looking at every file</source>
        <translation>すべてのファイルを調べています</translation>
    </message>
    <message>
        <source>loading the libraries</source>
        <translation>ライブラリを読み込んでいます</translation>
    </message>
    <message>
        <source>segmenting a tile</source>
        <translation>タイルを 1 枚分割しています</translation>
    </message>
    <message>
        <source>removing the environment</source>
        <translation>環境を削除しています</translation>
    </message>
    <message>
        <source>Removing the environment</source>
        <translation>環境を削除しています</translation>
    </message>
    <message>
        <source>“{package}” lacks its file “{file}”, or it was changed.</source>
        <translation>「{package}」のファイル「{file}」がないか、変更されています。</translation>
    </message>
    <message>
        <source>{n} files of {names} are missing or were changed, “{file}” among them.</source>
        <translation>{names} のファイル {n} 個がないか、変更されています。「{file}」などです。</translation>
    </message>
    <message>
        <source>The environment is damaged.</source>
        <translation>環境が壊れています。</translation>
    </message>
    <message>
        <source>Click “Repair”: only what is damaged is fetched again.</source>
        <translation>「修復」をクリックしてください。壊れたものだけを取得し直します。</translation>
    </message>
    <message>
        <source>There is no Python in “{folder}”.</source>
        <translation>「{folder}」に Python がありません。</translation>
    </message>
    <message>
        <source>Click “Repair” to make it anew.</source>
        <translation>「修復」をクリックすると作り直します。</translation>
    </message>
    <message>
        <source>{build}, PyTorch {torch}, Python {python}, {size}</source>
        <translation>{build}、PyTorch {torch}、Python {python}、{size}</translation>
    </message>
    <message>
        <source>No Python {oldest} to {newest} was found here, and none could be fetched.</source>
        <translation>Python {oldest} から {newest} は見つからず、取得もできませんでした。</translation>
    </message>
    <message>
        <source>Install a Python from your system's packages or python.org, then try again.</source>
        <translation>システムのパッケージか python.org から Python をインストールして、もう一度試してください。</translation>
    </message>
    <message>
        <source>The packages could not be chosen.</source>
        <translation>パッケージを選べませんでした。</translation>
    </message>
    <message>
        <source>The installer's answer was not understood: {error}.</source>
        <translation>インストーラの答えを理解できませんでした: {error}。</translation>
    </message>
    <message>
        <source>Update AerOSeg, and report this with “Copy diagnostics”.</source>
        <translation>AerOSeg を更新し、「診断情報をコピー」で報告してください。</translation>
    </message>
    <message>
        <source>The installer “uv” could not be fetched, and no Python with “venv” was found.</source>
        <translation>インストーラ「uv」を取得できず、「venv」のある Python も見つかりませんでした。</translation>
    </message>
    <message>
        <source>Connect to the network, put a file “uv-….whl” into the folder of packages, or install Python (on Debian and Ubuntu the package python3-venv).</source>
        <translation>ネットワークに接続するか、ファイル「uv-….whl」をパッケージフォルダに置くか、Python をインストールしてください (Debian と Ubuntu ではパッケージ python3-venv)。</translation>
    </message>
    <message>
        <source>There is no space left in “{folder}”.</source>
        <translation>「{folder}」に空き容量がありません。</translation>
    </message>
    <message>
        <source>The folder of packages is not complete.</source>
        <translation>パッケージフォルダがそろっていません。</translation>
    </message>
    <message>
        <source>“{name}” is missing in it, or does not fit this Python.</source>
        <translation>「{name}」がないか、この Python に合いません。</translation>
    </message>
    <message>
        <source>Fill the folder as docs/install.md says, on a computer of the same kind.</source>
        <translation>docs/install.md のとおりに、同じ種類のコンピュータでフォルダを用意してください。</translation>
    </message>
    <message>
        <source>The packages were not downloaded.</source>
        <translation>パッケージはダウンロードされませんでした。</translation>
    </message>
    <message>
        <source>The package index could not be reached.</source>
        <translation>パッケージ索引に接続できませんでした。</translation>
    </message>
    <message>
        <source>Look after the network and QGIS's proxy settings, then try again.</source>
        <translation>ネットワークと QGIS のプロキシ設定を確認して、もう一度試してください。</translation>
    </message>
    <message>
        <source>The packages were not installed.</source>
        <translation>パッケージはインストールされませんでした。</translation>
    </message>
    <message>
        <source>The installer said: {line}</source>
        <translation>インストーラのメッセージ: {line}</translation>
    </message>
    <message>
        <source>fetching the installer “uv”</source>
        <translation>インストーラ「uv」を取得しています</translation>
    </message>
    <message>
        <source>The libraries do not load.</source>
        <translation>ライブラリを読み込めません。</translation>
    </message>
    <message>
        <source>The model does not run in it.</source>
        <translation>モデルがその中で動きません。</translation>
    </message>
    <message>
        <source>The environment does not work.</source>
        <translation>環境が動作しません。</translation>
    </message>
    <message>
        <source>Try again; if it stays so, report it with “Copy diagnostics”.</source>
        <translation>もう一度試してください。続く場合は「診断情報をコピー」で報告してください。</translation>
    </message>
    <message>
        <source>The model runs in a Python of its own, with PyTorch, apart from QGIS. It is made here, in a folder of yours, and QGIS's own Python is never changed.</source>
        <translation>モデルは QGIS とは別の、PyTorch のある専用の Python で動きます。ここであなたのフォルダの中に作られ、QGIS の Python が変更されることはありません。</translation>
    </message>
    <message>
        <source>Copy diagnostics</source>
        <translation>診断情報をコピー</translation>
    </message>
    <message>
        <source>Copy versions, device, environment and the last log lines, without your paths</source>
        <translation>バージョン、デバイス、環境、ログの最後の行を、パスを除いてコピーします</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>このコンピュータ</translation>
    </message>
    <message>
        <source>Graphics</source>
        <translation>グラフィックス</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>メモリ</translation>
    </message>
    <message>
        <source>Free disk space</source>
        <translation>ディスクの空き容量</translation>
    </message>
    <message>
        <source>Python</source>
        <translation>Python</translation>
    </message>
    <message>
        <source>looking…</source>
        <translation>調べています…</translation>
    </message>
    <message>
        <source>Environment for the model</source>
        <translation>モデル用の環境</translation>
    </message>
    <message>
        <source>Which build of PyTorch; the recommended one is first</source>
        <translation>PyTorch のどのビルドか。推奨が先頭です</translation>
    </message>
    <message>
        <source>Choose the folder of the environment</source>
        <translation>環境のフォルダを選ぶ</translation>
    </message>
    <message>
        <source>Where the environment lies; empty: a folder of your own</source>
        <translation>環境の場所。空欄: あなたの専用フォルダ</translation>
    </message>
    <message>
        <source>Choose the folder of packages</source>
        <translation>パッケージのフォルダを選ぶ</translation>
    </message>
    <message>
        <source>For a computer without network: a folder of package files (.whl). Else empty</source>
        <translation>ネットワークのないコンピュータ用: パッケージファイル (.whl) のフォルダ。それ以外は空欄</translation>
    </message>
    <message>
        <source>from the network</source>
        <translation>ネットワークから</translation>
    </message>
    <message>
        <source>Build</source>
        <translation>ビルド</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>フォルダ</translation>
    </message>
    <message>
        <source>Packages</source>
        <translation>パッケージ</translation>
    </message>
    <message>
        <source>Fetch the packages and put them into the folder</source>
        <translation>パッケージを取得してフォルダに入れます</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>確認</translation>
    </message>
    <message>
        <source>Look at every file, load the libraries, segment a tile</source>
        <translation>すべてのファイルを調べ、ライブラリを読み込み、タイルを 1 枚分割します</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>削除…</translation>
    </message>
    <message>
        <source>Remove the environment and all that was fetched for it</source>
        <translation>環境と、そのために取得したすべてを削除します</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>ログ</translation>
    </message>
    <message>
        <source>What the installer said</source>
        <translation>インストーラのメッセージ</translation>
    </message>
    <message>
        <source>Use an existing Python instead</source>
        <translation>代わりに既存の Python を使う</translation>
    </message>
    <message>
        <source>Choose a Python</source>
        <translation>Python を選ぶ</translation>
    </message>
    <message>
        <source>The Python program for the model; empty: found by itself</source>
        <translation>モデル用の Python プログラム。空欄: 自動で見つけます</translation>
    </message>
    <message>
        <source>Start the worker with this Python and let it load its libraries</source>
        <translation>この Python でワーカーを起動し、ライブラリを読み込みます</translation>
    </message>
    <message>
        <source>Install</source>
        <translation>インストール</translation>
    </message>
    <message>
        <source>Install again</source>
        <translation>再インストール</translation>
    </message>
    <message>
        <source>Update</source>
        <translation>更新</translation>
    </message>
    <message>
        <source>Repair</source>
        <translation>修復</translation>
    </message>
    <message>
        <source>PyTorch has no build for this computer.</source>
        <translation>PyTorch にはこのコンピュータ用のビルドがありません。</translation>
    </message>
    <message>
        <source>Not made yet. {size} are here from the last try.</source>
        <translation>まだ作られていません。前回の分が {size} あります。</translation>
    </message>
    <message>
        <source>Not made yet.</source>
        <translation>まだ作られていません。</translation>
    </message>
    <message>
        <source>The environment is damaged. Click “Repair”.</source>
        <translation>環境が壊れています。「修復」をクリックしてください。</translation>
    </message>
    <message>
        <source>AerOSeg is newer than its packages. Click “Update”. Now: {what}.</source>
        <translation>AerOSeg がパッケージより新しくなっています。「更新」をクリックしてください。現在: {what}。</translation>
    </message>
    <message>
        <source>Ready: {what}.</source>
        <translation>準備完了: {what}。</translation>
    </message>
    <message>
        <source>no GPU that PyTorch can use was found</source>
        <translation>PyTorch が使える GPU は見つかりませんでした</translation>
    </message>
    <message>
        <source>{name}, driver {driver}, {memory}</source>
        <translation>{name}、ドライバ {driver}、{memory}</translation>
    </message>
    <message>
        <source>none that fits; one is fetched, 30 MB</source>
        <translation>合うものがありません。1 つ取得します (30 MB)</translation>
    </message>
    <message>
        <source>{build} (recommended)</source>
        <translation>{build} (推奨)</translation>
    </message>
    <message>
        <source>Remove the environment?</source>
        <translation>環境を削除しますか?</translation>
    </message>
    <message>
        <source>{size} in “{folder}” are removed. Models, results and settings stay.</source>
        <translation>「{folder}」の {size} を削除します。モデル、結果、設定は残ります。</translation>
    </message>
    <message>
        <source>Copied. Paste it into your report.</source>
        <translation>コピーしました。報告に貼り付けてください。</translation>
    </message>
    <message>
        <source>Checking, which takes some seconds…</source>
        <translation>確認しています。数秒かかります…</translation>
    </message>
    <message>
        <source>This Python works. Device: {name} ({why}). {libraries}.</source>
        <translation>この Python は使えます。デバイス: {name} ({why})。{libraries}。</translation>
    </message>
    <message>
        <source>The picture of “{name}” could not be written.</source>
        <translation>「{name}」の画像を書き込めませんでした。</translation>
    </message>
    <message>
        <source>The folder “{folder}” gave an error: {error}.</source>
        <translation>フォルダ「{folder}」でエラーが起きました: {error}。</translation>
    </message>
    <message>
        <source>Free some space, or choose another results folder in the options.</source>
        <translation>空き容量を増やすか、オプションで別の結果フォルダを選んでください。</translation>
    </message>
    <message>
        <source>Some pictures of “{name}” did not come; those places have no result. {why}</source>
        <translation>「{name}」の一部の画像が届かず、その場所には結果がありません。{why}</translation>
    </message>
    <message>
        <source>“{name}” gave an empty picture.</source>
        <translation>「{name}」は空の画像でした。</translation>
    </message>
    <message>
        <source>Its server sent nothing for this area, or cannot be reached.</source>
        <translation>サーバがこの領域に何も送らなかったか、接続できません。</translation>
    </message>
    <message>
        <source>Check that the map shows the layer here, then run again.</source>
        <translation>地図にこのレイヤが見えることを確かめ、もう一度実行してください。</translation>
    </message>
    <message>
        <source>“{name}” has no pixels in this area.</source>
        <translation>「{name}」はこの領域にピクセルがありません。</translation>
    </message>
    <message>
        <source>Everything here is transparent or nodata.</source>
        <translation>ここはすべて透明かデータなしです。</translation>
    </message>
    <message>
        <source>Move the map to where the image is.</source>
        <translation>画像のある場所に地図を動かしてください。</translation>
    </message>
    <message>
        <source>AerOSeg: reading “{name}”</source>
        <translation>AerOSeg: 「{name}」を読んでいます</translation>
    </message>
    <message>
        <source>The places cannot be brought to the coordinates of the image.</source>
        <translation>場所を画像の座標に変換できません。</translation>
    </message>
    <message>
        <source>Check the coordinate systems of both layers.</source>
        <translation>両方のレイヤの座標系を確かめてください。</translation>
    </message>
    <message>
        <source>The places could not be handed to the model.</source>
        <translation>場所をモデルに渡せませんでした。</translation>
    </message>
    <message>
        <source>“{path}” cannot be written: {error}.</source>
        <translation>「{path}」を書き込めません: {error}。</translation>
    </message>
    <message>
        <source>Free some space on the disk of the temporary folder.</source>
        <translation>一時フォルダのディスクの空き容量を増やしてください。</translation>
    </message>
    <message>
        <source>The figures of the result cannot be counted.</source>
        <translation>結果の数値を数えられません。</translation>
    </message>
    <message>
        <source>AerOSeg: counting the result</source>
        <translation>AerOSeg: 結果を数えています</translation>
    </message>
    <message>
        <source>AerOSeg help</source>
        <translation>AerOSeg ヘルプ</translation>
    </message>
    <message>
        <source>The page “{page}” did not come with this installation.</source>
        <translation>ページ「{page}」はこのインストールに含まれていません。</translation>
    </message>
    <message>
        <source>Correlation: {image}, {names}</source>
        <translation>相関: {image}、{names}</translation>
    </message>
    <message>
        <source>The maps were not added.</source>
        <translation>地図は追加されませんでした。</translation>
    </message>
    <message>
        <source>QGIS cannot read “{path}”.</source>
        <translation>QGIS は「{path}」を読めません。</translation>
    </message>
    <message>
        <source>Try again; if it repeats, look at the log.</source>
        <translation>もう一度試してください。繰り返す場合はログを見てください。</translation>
    </message>
    <message>
        <source>{title} of “{name}”. {meaning} File: {file}.</source>
        <translation>「{name}」の{title}。{meaning} ファイル: {file}。</translation>
    </message>
    <message>
        <source>Cosine of picture and name. What follows may read either sign: with the built-in model low means a match.</source>
        <translation>画像と名前のコサイン。続く処理はどちらの符号も読みます。内蔵モデルでは低い値が一致を意味します。</translation>
    </message>
    <message>
        <source>Score of the class, from 0 to 1.</source>
        <translation>クラスのスコア、0 から 1。</translation>
    </message>
    <message>
        <source>High means more of this class to the decoder.</source>
        <translation>高い値は、デコーダにとってこのクラスがより多いことを意味します。</translation>
    </message>
    <message>
        <source>Make the environment for the model</source>
        <translation>モデル用の環境を作ります</translation>
    </message>
    <message>
        <source>More choices…</source>
        <translation>その他の選択肢…</translation>
    </message>
    <message>
        <source>Other builds, another folder, a computer without network: options, Environment</source>
        <translation>別のビルド、別のフォルダ、ネットワークのないコンピュータ: オプション、環境</translation>
    </message>
    <message>
        <source>Use an existing Python…</source>
        <translation>既存の Python を使う…</translation>
    </message>
    <message>
        <source>Choose a Python that has PyTorch and the other packages</source>
        <translation>PyTorch とほかのパッケージのある Python を選びます</translation>
    </message>
    <message>
        <source>Install ({size})</source>
        <translation>インストール ({size})</translation>
    </message>
    <message>
        <source>The environment for the model is being made. You can go on working.</source>
        <translation>モデル用の環境を作っています。作業は続けられます。</translation>
    </message>
    <message>
        <source>AerOSeg is newer than its packages. Update them: only what changed is fetched.</source>
        <translation>AerOSeg がパッケージより新しくなっています。更新してください。変わったものだけを取得します。</translation>
    </message>
    <message>
        <source>The environment for the model is damaged. Repair it.</source>
        <translation>モデル用の環境が壊れています。修復してください。</translation>
    </message>
    <message>
        <source>AerOSeg has no Python for its model yet. Looking at this computer…</source>
        <translation>AerOSeg のモデル用の Python がまだありません。このコンピュータを調べています…</translation>
    </message>
    <message>
        <source>AerOSeg has no Python for its model yet, and PyTorch has no build for this computer. Choose an existing Python with PyTorch if you have one.</source>
        <translation>AerOSeg のモデル用の Python がまだなく、PyTorch にはこのコンピュータ用のビルドがありません。PyTorch のある既存の Python があれば選んでください。</translation>
    </message>
    <message>
        <source>AerOSeg has no Python for its model yet. It needs PyTorch, once, in a folder of its own: {download} to download, {disk} on disk. QGIS's own Python is not touched.</source>
        <translation>AerOSeg のモデル用の Python がまだありません。PyTorch が一度だけ、専用のフォルダに必要です: ダウンロード {download}、ディスク {disk}。QGIS の Python には触れません。</translation>
    </message>
    <message>
        <source>{size} are here from the last try.</source>
        <translation>前回の分が {size} あります。</translation>
    </message>
    <message>
        <source>How far the installation is</source>
        <translation>インストールの進み具合</translation>
    </message>
    <message>
        <source>Stop; what was downloaded is kept, and the next try goes on</source>
        <translation>止めます。ダウンロードした分は残り、次は続きから始まります</translation>
    </message>
    <message>
        <source>A larger download than expected</source>
        <translation>予想より大きなダウンロード</translation>
    </message>
    <message>
        <source>The build that was proposed cannot be had from here. The package index offers another one, of {size}.</source>
        <translation>提案したビルドはここから入手できません。パッケージ索引には別のもの ({size}) があります。</translation>
    </message>
    <message>
        <source>It works as well, but takes more time and more disk space.</source>
        <translation>同じように動きますが、時間とディスク容量が余分に必要です。</translation>
    </message>
    <message>
        <source>Download {size}</source>
        <translation>{size} をダウンロード</translation>
    </message>
    <message>
        <source>AerOSeg: a large area</source>
        <translation>AerOSeg: 大きな領域</translation>
    </message>
    <message>
        <source>This area is {size} at {gsd} per pixel.</source>
        <translation>この領域は 1 ピクセル {gsd} で {size} です。</translation>
    </message>
    <message>
        <source>Use {gsd}</source>
        <translation>{gsd} を使う</translation>
    </message>
    <message>
        <source>Run it all</source>
        <translation>すべて実行</translation>
    </message>
    <message>
        <source>It has {tiles} tiles; it takes {time} on this computer and up to {disk} on disk.</source>
        <translation>タイルは {tiles} 枚で、このコンピュータで{time}、ディスクを最大 {disk} 使います。</translation>
    </message>
    <message>
        <source>It asks the server for {n} map tiles, {rate} a second at most.</source>
        <translation>サーバに地図タイル {n} 枚を、毎秒最大 {rate} 枚で求めます。</translation>
    </message>
    <message>
        <source>That is {n} map tiles from the server, more than is decent to ask for.</source>
        <translation>サーバの地図タイル {n} 枚に当たり、求めてよい量を超えています。</translation>
    </message>
    <message>
        <source>Zoom in for a smaller area.</source>
        <translation>拡大して領域を小さくしてください。</translation>
    </message>
    <message>
        <source>At {gsd} per pixel it takes {time}, but the model was made for {made} and may find little. Zooming in is better.</source>
        <translation>1 ピクセル {gsd} では{time}ですが、モデルは {made} 用に作られており、あまり見つからないかもしれません。拡大するほうがよいでしょう。</translation>
    </message>
    <message>
        <source>At {gsd} per pixel it takes {time}, but small things may be missed. Zooming in keeps them.</source>
        <translation>1 ピクセル {gsd} では{time}ですが、小さなものを見落とすかもしれません。拡大すれば残ります。</translation>
    </message>
    <message>
        <source>&amp;Teach a word…</source>
        <translation>語を教える(&amp;T)…</translation>
    </message>
    <message>
        <source>Show in a few places what a word means, known or not</source>
        <translation>語の意味をいくつかの場所で示します。知らない語でもかまいません</translation>
    </message>
    <message>
        <source>&amp;Calibrate…</source>
        <translation>校正(&amp;C)…</translation>
    </message>
    <message>
        <source>Fit the thresholds of the classes on polygons of which you know them</source>
        <translation>クラスのわかるポリゴンでしきい値を合わせます</translation>
    </message>
    <message>
        <source>A word is being taught already.</source>
        <translation>すでに語を教えています。</translation>
    </message>
    <message>
        <source>Choose a model that is ready first.</source>
        <translation>まず準備のできたモデルを選んでください。</translation>
    </message>
    <message>
        <source>Words cannot be taught to this kind of model.</source>
        <translation>この種類のモデルには語を教えられません。</translation>
    </message>
    <message>
        <source>Teach this word…</source>
        <translation>この語を教える…</translation>
    </message>
    <message>
        <source>Show in a few places what the word means</source>
        <translation>語の意味をいくつかの場所で示します</translation>
    </message>
    <message>
        <source>Forget what was taught</source>
        <translation>教えた内容を忘れる</translation>
    </message>
    <message>
        <source>“{name}” is kept: from now on it means what you showed.</source>
        <translation>「{name}」を残しました。これからは示した意味になります。</translation>
    </message>
    <message>
        <source>What was learned is discarded.</source>
        <translation>学んだ内容を捨てました。</translation>
    </message>
    <message>
        <source>Forget a word</source>
        <translation>語を忘れる</translation>
    </message>
    <message>
        <source>Forget what “{name}” was taught from {n} places? This cannot be undone.</source>
        <translation>「{name}」が {n} か所から学んだ内容を忘れますか? 元に戻せません。</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>忘れる</translation>
    </message>
    <message>
        <source>{n} classes of the list were changed.</source>
        <translation>リストの {n} クラスを変えました。</translation>
    </message>
    <message>
        <source>One class of the list was changed.</source>
        <translation>リストの 1 クラスを変えました。</translation>
    </message>
    <message>
        <source>“{name}” is not known to the model “{model}” and gets no pixel.</source>
        <translation>モデル「{model}」は「{name}」を知らないため、ピクセルは付きません。</translation>
    </message>
    <message>
        <source>{n} names are not known to the model “{model}” and get no pixel. Point at one to see which models know it.</source>
        <translation>モデル「{model}」が知らない名前が {n} 個あり、ピクセルは付きません。名前を指すと、どのモデルが知っているかが出ます。</translation>
    </message>
    <message>
        <source>Without background words each pixel gets one of your names. Switch them on, or add “background” to the list.</source>
        <translation>背景の語がないと、すべてのピクセルにいずれかの名前が付きます。背景の語を有効にするか、リストに「background」を加えてください。</translation>
    </message>
    <message>
        <source>“{file}” cannot be written.</source>
        <translation>「{file}」を書き込めません。</translation>
    </message>
    <message>
        <source>{name} (not known to this model)</source>
        <translation>{name} (このモデルが知らない名前)</translation>
    </message>
    <message>
        <source>unsure</source>
        <translation>不確か</translation>
    </message>
    <message>
        <source>sure</source>
        <translation>確か</translation>
    </message>
    <message>
        <source>One more model…</source>
        <translation>もう 1 つのモデル…</translation>
    </message>
    <message>
        <source>{n} more models…</source>
        <translation>ほかに {n} 個のモデル…</translation>
    </message>
    <message>
        <source>Models whose weights are not here, and how to get them: options, Models</source>
        <translation>重みがまだないモデルとその入手方法: オプション、モデル</translation>
    </message>
    <message>
        <source>looking for models…</source>
        <translation>モデルを探しています…</translation>
    </message>
    <message>
        <source>no model</source>
        <translation>モデルなし</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>準備完了</translation>
    </message>
    <message>
        <source>needs download</source>
        <translation>ダウンロードが必要</translation>
    </message>
    <message>
        <source>needs weights</source>
        <translation>重みが必要</translation>
    </message>
    <message>
        <source>broken</source>
        <translation>破損</translation>
    </message>
    <message>
        <source>State: {state}. {reason}</source>
        <translation>状態: {state}。{reason}</translation>
    </message>
    <message>
        <source>Names: any (open vocabulary)</source>
        <translation>名前: 任意 (オープン語彙)</translation>
    </message>
    <message>
        <source>{names} and {n} more</source>
        <translation>{names} ほか {n} 個</translation>
    </message>
    <message>
        <source>Names ({n}): {names}</source>
        <translation>名前 ({n}): {names}</translation>
    </message>
    <message>
        <source>Works best at {gsd} per pixel; tiles of {tile} px</source>
        <translation>1 ピクセル {gsd} が最適、タイルは {tile} px</translation>
    </message>
    <message>
        <source>Needs: {needs}</source>
        <translation>必要なもの: {needs}</translation>
    </message>
    <message>
        <source>nothing else</source>
        <translation>ほかになし</translation>
    </message>
    <message>
        <source>Size: {size}</source>
        <translation>大きさ: {size}</translation>
    </message>
    <message>
        <source>Licence: {licence}</source>
        <translation>ライセンス: {licence}</translation>
    </message>
    <message>
        <source>Credit: {credit}</source>
        <translation>クレジット: {credit}</translation>
    </message>
    <message>
        <source>File: {path}</source>
        <translation>ファイル: {path}</translation>
    </message>
    <message>
        <source>Models that Segment can use. A fine-tuned checkpoint of your own is one .safetensors file, made by the training scripts that come with AerOSeg.</source>
        <translation>分割に使えるモデル。自分で調整したチェックポイントは、AerOSeg 付属の学習スクリプトで作る 1 つの .safetensors ファイルです。</translation>
    </message>
    <message>
        <source>What the chosen model is</source>
        <translation>選んだモデルについて</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状態</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大きさ</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>ライセンス</translation>
    </message>
    <message>
        <source>Models that ship with AerOSeg, and yours</source>
        <translation>AerOSeg に付属するモデルと、自分のモデル</translation>
    </message>
    <message>
        <source>Add checkpoint…</source>
        <translation>チェックポイントを追加…</translation>
    </message>
    <message>
        <source>Choose a .safetensors file; it is looked into before it is added</source>
        <translation>.safetensors ファイルを選びます。追加の前に中を調べます</translation>
    </message>
    <message>
        <source>Take the checkpoint off this list; the file stays</source>
        <translation>チェックポイントをこのリストから外します。ファイルは残ります</translation>
    </message>
    <message>
        <source>Check file</source>
        <translation>ファイルを確認</translation>
    </message>
    <message>
        <source>Read the whole file, and compare it with what is known of it</source>
        <translation>ファイル全体を読み、わかっている内容と比べます</translation>
    </message>
    <message>
        <source>Show the chosen model's file in the file manager</source>
        <translation>選んだモデルのファイルをファイルマネージャで表示します</translation>
    </message>
    <message>
        <source>Choose the folder of models</source>
        <translation>モデルのフォルダを選ぶ</translation>
    </message>
    <message>
        <source>Where downloaded models are kept, up to some GB; empty: a folder of your own</source>
        <translation>ダウンロードしたモデルの場所 (数 GB まで)。空欄: あなたの専用フォルダ</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>消去</translation>
    </message>
    <message>
        <source>Remove what names mean to a model, and downloads that were cut; both come again</source>
        <translation>名前の意味のデータと途中で切れたダウンロードを削除します。どちらもまた作られます</translation>
    </message>
    <message>
        <source>Folder of models</source>
        <translation>モデルのフォルダ</translation>
    </message>
    <message>
        <source>Cache</source>
        <translation>キャッシュ</translation>
    </message>
    <message>
        <source>Choose a checkpoint</source>
        <translation>チェックポイントを選ぶ</translation>
    </message>
    <message>
        <source>Checkpoints (*.safetensors)</source>
        <translation>チェックポイント (*.safetensors)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>すべてのファイル (*)</translation>
    </message>
    <message>
        <source>This checkpoint is in the list already.</source>
        <translation>このチェックポイントはすでにリストにあります。</translation>
    </message>
    <message>
        <source>Looking into “{path}”…</source>
        <translation>「{path}」を調べています…</translation>
    </message>
    <message>
        <source>“{title}” was looked into and joins the list with OK.</source>
        <translation>「{title}」を調べました。OK でリストに加わります。</translation>
    </message>
    <message>
        <source>The checkpoint leaves the list with OK; the file stays.</source>
        <translation>チェックポイントは OK でリストから外れます。ファイルは残ります。</translation>
    </message>
    <message>
        <source>Reading “{title}”…</source>
        <translation>「{title}」を読んでいます…</translation>
    </message>
    <message>
        <source>Reading {file}</source>
        <translation>{file} を読んでいます</translation>
    </message>
    <message>
        <source>“{title}” is not the file that is listed: its checksum is another one.</source>
        <translation>「{title}」はリストにあるファイルではありません。チェックサムが異なります。</translation>
    </message>
    <message>
        <source>“{title}” can be read to its end. SHA-256: {digest}</source>
        <translation>「{title}」は最後まで読めます。SHA-256: {digest}</translation>
    </message>
    <message>
        <source>{size}: meanings of names, downloads that were cut</source>
        <translation>{size}: 名前の意味、途中で切れたダウンロード</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>空</translation>
    </message>
    <message>
        <source>{size} were removed.</source>
        <translation>{size} を削除しました。</translation>
    </message>
    <message>
        <source>Class names from a layer</source>
        <translation>レイヤからのクラス名</translation>
    </message>
    <message>
        <source>A layer with the names as an attribute</source>
        <translation>名前を属性に持つレイヤ</translation>
    </message>
    <message>
        <source>Each different value becomes a class</source>
        <translation>それぞれの値がクラスになります</translation>
    </message>
    <message>
        <source>With the colours of its symbols</source>
        <translation>シンボルの色を使う</translation>
    </message>
    <message>
        <source>Take the names</source>
        <translation>名前を取る</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>属性</translation>
    </message>
    <message>
        <source>{n} names: {names}</source>
        <translation>名前 {n} 個: {names}</translation>
    </message>
    <message>
        <source>There is no vector layer in the project.</source>
        <translation>プロジェクトにベクタレイヤがありません。</translation>
    </message>
    <message>
        <source>This field holds no text. Choose another one.</source>
        <translation>この属性には文字がありません。別のものを選んでください。</translation>
    </message>
    <message>
        <source>{text} These are many: is it the right field?</source>
        <translation>{text} 多いようです。正しい属性ですか?</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>環境</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>モデル</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>結果</translation>
    </message>
    <message>
        <source>Advanced</source>
        <translation>詳細</translation>
    </message>
    <message>
        <source>Background words</source>
        <translation>背景の語</translation>
    </message>
    <message>
        <source>Each run gets a new folder with the class raster, its style, the scores and the record of the run. Nothing that exists is overwritten.</source>
        <translation>実行ごとに新しいフォルダができ、クラスラスタ、スタイル、スコア、実行の記録が入ります。既存のものは上書きされません。</translation>
    </message>
    <message>
        <source>Choose the results folder</source>
        <translation>結果フォルダを選ぶ</translation>
    </message>
    <message>
        <source>Empty: beside the project, or in your data folder while the project is not saved</source>
        <translation>空欄: プロジェクトの隣、プロジェクトが未保存の間はあなたのデータフォルダ</translation>
    </message>
    <message>
        <source>Results folder</source>
        <translation>結果フォルダ</translation>
    </message>
    <message>
        <source>The device that computes, and memory for images that were seen.</source>
        <translation>計算するデバイスと、見た画像のためのメモリ。</translation>
    </message>
    <message>
        <source>Where the model runs; automatic takes the fastest that works</source>
        <translation>モデルが動く場所。自動では使える中で最も速いものを選びます</translation>
    </message>
    <message>
        <source> MiB</source>
        <translation> MiB</translation>
    </message>
    <message>
        <source>none</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>Encoded image parts kept in memory: asking other names again is then much faster</source>
        <translation>符号化した画像をメモリに残します。別の名前を尋ねるのがずっと速くなります</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>デバイス</translation>
    </message>
    <message>
        <source>Memory for encoded images</source>
        <translation>符号化した画像のメモリ</translation>
    </message>
    <message>
        <source>SegEarth-OV compares your names with these words, so that a single name does not fill the map. What is nearer to one of them gets no class. A row takes no part when one of your names holds a word of its second column.</source>
        <translation>SegEarth-OV は、1 つの名前が地図を埋めないように、あなたの名前をこれらの語と比べます。これらのどれかに近いものにはクラスが付きません。名前に 2 列目の語が含まれると、その行は使われません。</translation>
    </message>
    <message>
        <source>Left out when a name holds</source>
        <translation>名前に次が含まれると除く</translation>
    </message>
    <message>
        <source>Words with commas between; double-click or F2 to edit</source>
        <translation>カンマで区切った語。ダブルクリックか F2 で編集</translation>
    </message>
    <message>
        <source>Add row</source>
        <translation>行を追加</translation>
    </message>
    <message>
        <source>Add words of a kind</source>
        <translation>ある種類の語を追加します</translation>
    </message>
    <message>
        <source>Remove row</source>
        <translation>行を削除</translation>
    </message>
    <message>
        <source>Take the selected rows out</source>
        <translation>選択した行を取り除きます</translation>
    </message>
    <message>
        <source>Restore default</source>
        <translation>既定に戻す</translation>
    </message>
    <message>
        <source>The list that ships with AerOSeg</source>
        <translation>AerOSeg に付属するリスト</translation>
    </message>
    <message>
        <source>Without any word the default list stays. To compare with no words at all, switch “Background words” off in the panel.</source>
        <translation>語が 1 つもないと既定のリストが使われます。どの語とも比べないときは、パネルの「背景の語」を切ってください。</translation>
    </message>
    <message>
        <source>More than {n} rows cannot be used.</source>
        <translation>{n} 行を超えて使うことはできません。</translation>
    </message>
    <message>
        <source>The row of “{word}” holds too many words.</source>
        <translation>「{word}」の行の語が多すぎます。</translation>
    </message>
    <message>
        <source>“{word}…” is longer than {n} letters.</source>
        <translation>「{word}…」は {n} 文字を超えています。</translation>
    </message>
    <message>
        <source>Set up the Python for the model first.</source>
        <translation>まずモデル用の Python を用意してください。</translation>
    </message>
    <message>
        <source>Enter how large a pixel of this image is on the ground.</source>
        <translation>この画像の 1 ピクセルの地上での大きさを入力してください。</translation>
    </message>
    <message>
        <source>Type at least one class name.</source>
        <translation>クラス名を 1 つ以上入力してください。</translation>
    </message>
    <message>
        <source>Add a name to look for: “{name}” alone means everything else.</source>
        <translation>探す名前を追加してください。「{name}」だけでは、それ以外のすべてという意味になります。</translation>
    </message>
    <message>
        <source>Download this model first, or choose another one.</source>
        <translation>まずこのモデルをダウンロードするか、別のモデルを選んでください。</translation>
    </message>
    <message>
        <source>This model is not ready: {state}.</source>
        <translation>このモデルは準備ができていません: {state}。</translation>
    </message>
    <message>
        <source>This model knows none of these names.</source>
        <translation>このモデルはどの名前も知りません。</translation>
    </message>
    <message>
        <source>This area is too large to look inside the model.</source>
        <translation>この領域はモデルの中を見るには大きすぎます。</translation>
    </message>
    <message>
        <source>It has {size}, and about 4,096 × 4,096 px is the most.</source>
        <translation>大きさは {size} で、約 4,096 × 4,096 px が上限です。</translation>
    </message>
    <message>
        <source>Zoom in, or choose a coarser resolution.</source>
        <translation>拡大するか、より粗い解像度を選んでください。</translation>
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
        <translation>E</translation>
    </message>
    <message>
        <source>W</source>
        <translation>W</translation>
    </message>
    <message>
        <source>This run was made elsewhere, so where its image lies is not known.</source>
        <translation>この実行は別の場所で行われたため、画像の場所がわかりません。</translation>
    </message>
    <message>
        <source>QGIS drew this layer for the run, and the command line reads files only. Save the layer as a GeoTIFF and segment that.</source>
        <translation>このレイヤは QGIS が描いたもので、コマンドラインはファイルしか読めません。GeoTIFF に保存して分割してください。</translation>
    </message>
    <message>
        <source>How QGIS drew this layer was not kept.</source>
        <translation>QGIS がこのレイヤをどう描いたかは残っていません。</translation>
    </message>
    <message>
        <source>AerOSeg panel</source>
        <translation>AerOSeg パネル</translation>
    </message>
    <message>
        <source>Segment the map by class names (AerOSeg)</source>
        <translation>クラス名で地図を分割します (AerOSeg)</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>ヘルプ</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>詳細</translation>
    </message>
    <message>
        <source>Open the log messages of AerOSeg</source>
        <translation>AerOSeg のログメッセージを開きます</translation>
    </message>
    <message>
        <source>“{image}” is segmented, in {time}.</source>
        <translation>「{image}」を{time}で分割しました。</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>表示</translation>
    </message>
    <message>
        <source>Zoom to the result</source>
        <translation>結果にズームします</translation>
    </message>
    <message>
        <source>Correlation layers of “{image}”, in {time}. {which}</source>
        <translation>「{image}」の相関レイヤ、{time}。{which}</translation>
    </message>
    <message>
        <source>Contact sheet</source>
        <translation>一覧シート</translation>
    </message>
    <message>
        <source>Open the picture with all maps side by side</source>
        <translation>すべての地図を並べた画像を開きます</translation>
    </message>
    <message>
        <source>Choose a Python with PyTorch</source>
        <translation>PyTorch のある Python を選ぶ</translation>
    </message>
    <message>
        <source>The environment for the model is ready.</source>
        <translation>モデル用の環境の準備ができました。</translation>
    </message>
    <message>
        <source>The environment for the model is repaired.</source>
        <translation>モデル用の環境を修復しました。</translation>
    </message>
    <message>
        <source>The environment for the model is removed.</source>
        <translation>モデル用の環境を削除しました。</translation>
    </message>
    <message>
        <source>The environment for the model is well.</source>
        <translation>モデル用の環境は正常です。</translation>
    </message>
    <message>
        <source>Sample scene</source>
        <translation>サンプル画像</translation>
    </message>
    <message>
        <source>The sample scene could not be opened.</source>
        <translation>サンプル画像を開けませんでした。</translation>
    </message>
    <message>
        <source>Install the plugin again, or open an image of your own.</source>
        <translation>プラグインを入れ直すか、自分の画像を開いてください。</translation>
    </message>
    <message>
        <source>Polygons of the result</source>
        <translation>結果のポリゴン</translation>
    </message>
    <message>
        <source>One feature for each class</source>
        <translation>クラスごとに 1 つの地物</translation>
    </message>
    <message>
        <source>Otherwise each connected object is a feature of its own</source>
        <translation>そうでなければ、つながった物体ごとに 1 つの地物になります</translation>
    </message>
    <message>
        <source> m²</source>
        <translation> m²</translation>
    </message>
    <message>
        <source>keep all</source>
        <translation>すべて残す</translation>
    </message>
    <message>
        <source>Smaller objects are left out, and smaller holes are filled</source>
        <translation>これより小さい物体は除かれ、小さい穴は埋められます</translation>
    </message>
    <message>
        <source>Follow the pixels (areas are exact)</source>
        <translation>ピクセルに沿う (面積は正確)</translation>
    </message>
    <message>
        <source>Smooth the borders</source>
        <translation>境界を滑らかにする</translation>
    </message>
    <message>
        <source>Straight edges, right angles where they fit</source>
        <translation>直線の縁、合う所は直角</translation>
    </message>
    <message>
        <source>Smoothing and right angles treat each object by itself: between neighbours thin gaps and overlaps may be left.</source>
        <translation>滑らかにする処理と直角化は物体ごとに行われ、隣との間に細い隙間や重なりが残ることがあります。</translation>
    </message>
    <message>
        <source>GeoPackage (*.gpkg)</source>
        <translation>GeoPackage (*.gpkg)</translation>
    </message>
    <message>
        <source>A new file; it gets area, perimeter and mean score as fields</source>
        <translation>新しいファイル。面積、周長、平均スコアが属性になります</translation>
    </message>
    <message>
        <source>Make polygons</source>
        <translation>ポリゴンを作る</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>地物</translation>
    </message>
    <message>
        <source>Smallest area</source>
        <translation>最小の面積</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>形</translation>
    </message>
    <message>
        <source>File</source>
        <translation>ファイル</translation>
    </message>
    <message>
        <source>This result is large: it may take minutes. You can go on working.</source>
        <translation>この結果は大きく、数分かかることがあります。作業は続けられます。</translation>
    </message>
    <message>
        <source>AerOSeg: polygons of “{file}”</source>
        <translation>AerOSeg: 「{file}」のポリゴン</translation>
    </message>
    <message>
        <source>The polygons were not added to the map.</source>
        <translation>ポリゴンは地図に加えられませんでした。</translation>
    </message>
    <message>
        <source>Run again; if it repeats, look at the log.</source>
        <translation>もう一度実行してください。繰り返す場合はログを見てください。</translation>
    </message>
    <message>
        <source>So far</source>
        <translation>ここまで</translation>
    </message>
    <message>
        <source>So far: {done} of {total} blocks</source>
        <translation>ここまで: {total} ブロック中 {done}</translation>
    </message>
    <message>
        <source>The worker reported an error without a message.</source>
        <translation>ワーカーがメッセージのないエラーを報告しました。</translation>
    </message>
    <message>
        <source>{what} is not written to “{file}”.</source>
        <translation>{what}を「{file}」に書き込めません。</translation>
    </message>
    <message>
        <source>Results are GeoTIFF files.</source>
        <translation>結果は GeoTIFF ファイルです。</translation>
    </message>
    <message>
        <source>Give it a name that ends with “.tif”.</source>
        <translation>「.tif」で終わる名前を付けてください。</translation>
    </message>
    <message>
        <source>The result “{file}” cannot be written.</source>
        <translation>結果「{file}」を書き込めません。</translation>
    </message>
    <message>
        <source>“{folder}”: {error}.</source>
        <translation>「{folder}」: {error}。</translation>
    </message>
    <message>
        <source>Choose a folder that you may write to, and close programs that use the file.</source>
        <translation>書き込めるフォルダを選び、ファイルを使っているプログラムを閉じてください。</translation>
    </message>
    <message>
        <source>Compare with reference</source>
        <translation>参照と比べる</translation>
    </message>
    <message>
        <source>IoU, F1 and confusion matrix of a class raster against what is true.</source>
        <translation>クラスラスタを正解と比べた IoU、F1、混同行列。</translation>
    </message>
    <message>
        <source>Compares a class raster with a reference: another raster, or polygons with a field of class names or numbers. Gives IoU, F1, precision and recall of each class, the mean IoU, the overall accuracy and the confusion matrix.

The reference may have another coordinate system and other pixels; it is brought onto the pixels of the class raster (nearest value, centre of the pixel). Classes are matched by name, synonyms included, or by number. Where the reference uses others, say so line by line: “5 = building”. Classes of the reference that the result was not asked for count as “other”.

“Other” is counted in the matrix and the accuracy, and left out of the mean IoU. Pixels without data on either side are left out.</source>
        <translation>クラスラスタを参照と比べます。参照は別のラスタか、クラスの名前または番号の属性を持つポリゴンです。各クラスの IoU、F1、適合率、再現率と、平均 IoU、全体精度、混同行列を出します。

参照は座標系やピクセルが異なっていてもかまいません。クラスラスタのピクセルに合わせられます (最も近い値、ピクセルの中心)。クラスは名前 (同義語を含む) か番号で対応付けられます。参照がほかの名前や番号を使うときは、1 行ずつ示してください: 「5 = building」。結果で求めていない参照のクラスは「その他」と数えます。

「その他」は行列と精度に数え、平均 IoU からは除きます。どちらかにデータのないピクセルは除かれます。</translation>
    </message>
    <message>
        <source>accuracy,validation,evaluation,iou,jaccard,f1,confusion matrix,ground truth,error</source>
        <translation>精度,検証,評価,iou,jaccard,f1,混同行列,グランドトゥルース,正解データ,誤差</translation>
    </message>
    <message>
        <source>Reference: a raster</source>
        <translation>参照: ラスタ</translation>
    </message>
    <message>
        <source>or polygons</source>
        <translation>またはポリゴン</translation>
    </message>
    <message>
        <source>Field with the class</source>
        <translation>クラスの属性</translation>
    </message>
    <message>
        <source>Names or numbers. Not needed where the class raster has one class only.</source>
        <translation>名前または番号。クラスラスタのクラスが 1 つだけなら不要です。</translation>
    </message>
    <message>
        <source>Names of the reference</source>
        <translation>参照の名前</translation>
    </message>
    <message>
        <source>One a line: value of the reference = class of the result, as in 5 = building</source>
        <translation>1 行に 1 つ: 参照の値 = 結果のクラス。例: 5 = building</translation>
    </message>
    <message>
        <source>Pixels outside of the polygons</source>
        <translation>ポリゴンの外のピクセル</translation>
    </message>
    <message>
        <source>are left out</source>
        <translation>除く</translation>
    </message>
    <message>
        <source>are none of the classes</source>
        <translation>どのクラスでもないとみなす</translation>
    </message>
    <message>
        <source>Left out where polygons are samples; none of the classes where they are complete.</source>
        <translation>ポリゴンが標本なら除き、すべてを網羅するならどのクラスでもないとみなします。</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>レポート</translation>
    </message>
    <message>
        <source>HTML files (*.html)</source>
        <translation>HTML ファイル (*.html)</translation>
    </message>
    <message>
        <source>Report for programs</source>
        <translation>プログラム用のレポート</translation>
    </message>
    <message>
        <source>JSON files (*.json)</source>
        <translation>JSON ファイル (*.json)</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>表</translation>
    </message>
    <message>
        <source>CSV files (*.csv)</source>
        <translation>CSV ファイル (*.csv)</translation>
    </message>
    <message>
        <source>Mean IoU</source>
        <translation>平均 IoU</translation>
    </message>
    <message>
        <source>Overall accuracy</source>
        <translation>全体精度</translation>
    </message>
    <message>
        <source>Pixels compared</source>
        <translation>比べたピクセルの数</translation>
    </message>
    <message>
        <source>There is nothing to compare with, or too much. Give either a reference raster or reference polygons.</source>
        <translation>比べる相手がないか、多すぎます。参照ラスタか参照ポリゴンのどちらか一方を指定してください。</translation>
    </message>
    <message>
        <source>bringing the reference onto the pixels of the result</source>
        <translation>参照を結果のピクセルに合わせています</translation>
    </message>
    <message>
        <source>counting pixels</source>
        <translation>ピクセルを数えています</translation>
    </message>
    <message>
        <source>There is nothing to compare.</source>
        <translation>比べるものがありません。</translation>
    </message>
    <message>
        <source>The reference has no pixel where the class raster has one.</source>
        <translation>クラスラスタにピクセルのある所に、参照のピクセルがありません。</translation>
    </message>
    <message>
        <source>Check that both lie in the same place, and the names of the reference.</source>
        <translation>両方が同じ場所にあるか、参照の名前が正しいかを確かめてください。</translation>
    </message>
    <message>
        <source>Counted as “other”, since the result was not asked for it: {names}.</source>
        <translation>結果で求めていないため「その他」と数えました: {names}。</translation>
    </message>
    <message>
        <source>The reference was not compared.</source>
        <translation>参照と比べられませんでした。</translation>
    </message>
    <message>
        <source>The class raster has {n} classes, and nothing says which polygon is what.</source>
        <translation>クラスラスタには {n} クラスあり、どのポリゴンがどのクラスかを示すものがありません。</translation>
    </message>
    <message>
        <source>Choose the field with the class.</source>
        <translation>クラスの属性を選んでください。</translation>
    </message>
    <message>
        <source>{name}: IoU {iou}, F1 {f1}</source>
        <translation>{name}: IoU {iou}、F1 {f1}</translation>
    </message>
    <message>
        <source>“{result}” against the reference</source>
        <translation>「{result}」と参照の比較</translation>
    </message>
    <message>
        <source>There is no class “{name}” in the class raster.</source>
        <translation>クラスラスタにクラス「{name}」がありません。</translation>
    </message>
    <message>
        <source>Its classes are: {names}.</source>
        <translation>クラスは次のとおりです: {names}。</translation>
    </message>
    <message>
        <source>Correct the names of the reference.</source>
        <translation>参照の名前を直してください。</translation>
    </message>
    <message>
        <source>The line “{line}” cannot be read.</source>
        <translation>行「{line}」を読めません。</translation>
    </message>
    <message>
        <source>It has to name a value of the reference and a class of the result.</source>
        <translation>参照の値と結果のクラスを示す必要があります。</translation>
    </message>
    <message>
        <source>Write for example: 5 = building</source>
        <translation>たとえば次のように書いてください: 5 = building</translation>
    </message>
    <message>
        <source>other</source>
        <translation>その他</translation>
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
        <translation>適合率</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>再現率</translation>
    </message>
    <message>
        <source>Reference (px)</source>
        <translation>参照 (px)</translation>
    </message>
    <message>
        <source>Result (px)</source>
        <translation>結果 (px)</translation>
    </message>
    <message>
        <source>Reference ↓ Result →</source>
        <translation>参照 ↓ 結果 →</translation>
    </message>
    <message>
        <source>Mean IoU {miou}, overall accuracy {accuracy}, {n} pixels compared.</source>
        <translation>平均 IoU {miou}、全体精度 {accuracy}、比べたピクセル {n}。</translation>
    </message>
    <message>
        <source>Confusion matrix (pixels)</source>
        <translation>混同行列 (ピクセル)</translation>
    </message>
    <message>
        <source>{name}: {n} pixels, {area} ha</source>
        <translation>{name}: {n} ピクセル、{area} ha</translation>
    </message>
    <message>
        <source>, mean score {score}</source>
        <translation>、平均スコア {score}</translation>
    </message>
    <message>
        <source>“{name}” cannot be used here.</source>
        <translation>「{name}」はここでは使えません。</translation>
    </message>
    <message>
        <source>It is no raster file on this computer.</source>
        <translation>このコンピュータのラスタファイルではありません。</translation>
    </message>
    <message>
        <source>Save it as a GeoTIFF first.</source>
        <translation>まず GeoTIFF として保存してください。</translation>
    </message>
    <message>
        <source>The model that answers. “builtin” comes with AerOSeg; others are listed with their state in the options, Models. Scripts may give any id, or the path of a checkpoint.</source>
        <translation>答えを出すモデル。「builtin」は AerOSeg に付属します。ほかのモデルとその状態はオプションの「モデル」にあります。スクリプトでは任意の ID か、チェックポイントのパスを指定できます。</translation>
    </message>
    <message>
        <source>There is no model “{name}”.</source>
        <translation>モデル「{name}」はありません。</translation>
    </message>
    <message>
        <source>The models are: {names}.</source>
        <translation>モデルは次のとおりです: {names}。</translation>
    </message>
    <message>
        <source>Give one of these names, or the path of a checkpoint.</source>
        <translation>これらの名前のどれかか、チェックポイントのパスを指定してください。</translation>
    </message>
    <message>
        <source>The model “{title}” cannot run yet.</source>
        <translation>モデル「{title}」はまだ実行できません。</translation>
    </message>
    <message>
        <source>Open the AerOSeg options, Models, to fetch it, or choose another one.</source>
        <translation>AerOSeg オプションの「モデル」で取得するか、別のモデルを選んでください。</translation>
    </message>
    <message>
        <source>Classes to polygons</source>
        <translation>クラスをポリゴンに</translation>
    </message>
    <message>
        <source>Makes polygons of a class raster, with area, perimeter and mean score.</source>
        <translation>クラスラスタから、面積、周長、平均スコアを持つポリゴンを作ります。</translation>
    </message>
    <message>
        <source>Makes polygons of a class raster: one for each object or one for each class, with class, area, perimeter and, where the scores of the run are given, the mean score. Areas are measured on the project's ellipsoid.

Objects below the least area are left out, and smaller holes are filled. “pixels” follows the pixels exactly; “smooth” rounds the stairs; “straight” makes right angles, as buildings have them.

The result is a GeoPackage. No polygon is cut anywhere, however large the raster.</source>
        <translation>クラスラスタからポリゴンを作ります。物体ごとに 1 つか、クラスごとに 1 つで、クラス、面積、周長と、実行のスコアを指定したときは平均スコアを持ちます。面積はプロジェクトの楕円体で測ります。

最小の面積より小さい物体は除かれ、小さい穴は埋められます。「pixels」はピクセルに正確に沿い、「smooth」は階段状の縁を滑らかにし、「straight」は建物のような直角にします。

結果は GeoPackage です。ラスタがどれほど大きくても、ポリゴンが途中で切れることはありません。</translation>
    </message>
    <message>
        <source>vectorise,vectorize,polygonize,polygons,buildings,footprints,area,dissolve,objects</source>
        <translation>ベクタ化,ベクトル化,ポリゴン化,ポリゴン,建物,建物輪郭,面積,融合,物体,オブジェクト</translation>
    </message>
    <message>
        <source>Scores of the same run</source>
        <translation>同じ実行のスコア</translation>
    </message>
    <message>
        <source>For the mean score of each polygon. Empty: those of the run, where they are known.</source>
        <translation>各ポリゴンの平均スコアに使います。空欄: わかっていればその実行のスコア</translation>
    </message>
    <message>
        <source>Only these classes</source>
        <translation>これらのクラスだけ</translation>
    </message>
    <message>
        <source>Names or numbers with commas between; empty: all.</source>
        <translation>名前か番号をカンマで区切ります。空欄: すべて</translation>
    </message>
    <message>
        <source>Least area (square metres)</source>
        <translation>最小の面積 (平方メートル)</translation>
    </message>
    <message>
        <source>Smaller objects are left out, smaller holes are filled.</source>
        <translation>これより小さい物体は除かれ、小さい穴は埋められます。</translation>
    </message>
    <message>
        <source>pixels: as they are; smooth: rounded; straight: right angles.</source>
        <translation>pixels: ピクセルのまま。smooth: 滑らかに。straight: 直角に。</translation>
    </message>
    <message>
        <source>Number of features</source>
        <translation>地物の数</translation>
    </message>
    <message>
        <source>Objects by class</source>
        <translation>クラスごとの物体</translation>
    </message>
    <message>
        <source>The polygons are not written to “{file}”.</source>
        <translation>ポリゴンを「{file}」に書き込めません。</translation>
    </message>
    <message>
        <source>Results are GeoPackages.</source>
        <translation>結果は GeoPackage です。</translation>
    </message>
    <message>
        <source>Give it a name that ends with “.gpkg”.</source>
        <translation>「.gpkg」で終わる名前を付けてください。</translation>
    </message>
    <message>
        <source>tracing the outlines</source>
        <translation>輪郭をたどっています</translation>
    </message>
    <message>
        <source>Name some of these, or leave the field empty.</source>
        <translation>この中から指定するか、欄を空にしてください。</translation>
    </message>
    <message>
        <source>{name}: {n} objects, {area} ha</source>
        <translation>{name}: 物体 {n} 個、{area} ha</translation>
    </message>
    <message>
        <source>AerOSeg: segmentation by class names</source>
        <translation>AerOSeg: クラス名による分割</translation>
    </message>
    <message>
        <source>Its values reach up to {high}, too many to be class numbers.</source>
        <translation>値が {high} まであり、クラス番号としては多すぎます。</translation>
    </message>
    <message>
        <source>Choose a raster whose values are class numbers.</source>
        <translation>値がクラス番号のラスタを選んでください。</translation>
    </message>
    <message>
        <source>GDAL could not bring it onto the pixels of the class raster: {error}.</source>
        <translation>GDAL がクラスラスタのピクセルに合わせられませんでした: {error}。</translation>
    </message>
    <message>
        <source>it gave no reason</source>
        <translation>理由は示されていません</translation>
    </message>
    <message>
        <source>Look whether both lie in the same place, and whether the temporary folder has room.</source>
        <translation>両方が同じ場所にあるか、一時フォルダに空きがあるかを確かめてください。</translation>
    </message>
    <message>
        <source>The threshold in “{line}” cannot be read.</source>
        <translation>「{line}」のしきい値を読めません。</translation>
    </message>
    <message>
        <source>It has to be a number from 0 to 1 behind the name and an @.</source>
        <translation>名前と @ の後に、0 から 1 の数が必要です。</translation>
    </message>
    <message>
        <source>Write for example: building @ 0.4</source>
        <translation>たとえば次のように書いてください: building @ 0.4</translation>
    </message>
    <message>
        <source>Re-label from scores</source>
        <translation>スコアから分け直す</translation>
    </message>
    <message>
        <source>Makes a class raster with other thresholds from the scores of a finished run.</source>
        <translation>終わった実行のスコアから、別のしきい値でクラスラスタを作ります。</translation>
    </message>
    <message>
        <source>Makes a class raster with other thresholds from the score raster of a finished run; its class raster may be given as well, where the scores lie beside it. The image is not looked at again and no model runs, so it takes seconds.

Thresholds of single classes are written as in the list of the panel: “building @ 0.4, road @ 0.6”.

A pixel gets the class with the highest score; below that class's threshold it gets 0. With the thresholds of the run, the result is the same, byte for byte.</source>
        <translation>終わった実行のスコアラスタから、別のしきい値でクラスラスタを作ります。隣にスコアがあれば、その実行のクラスラスタも指定できます。画像を見直さず、モデルも動かさないため、数秒で終わります。

クラスごとのしきい値は、パネルのリストと同じように書きます: 「building @ 0.4, road @ 0.6」。

ピクセルにはスコアが最も高いクラスが付き、そのクラスのしきい値を下回れば 0 になります。実行時のしきい値では、バイト単位で同じ結果になります。</translation>
    </message>
    <message>
        <source>threshold,confidence,score,classification,relabel,reclassify</source>
        <translation>しきい値,閾値,信頼度,スコア,分類,再分類,ラベル</translation>
    </message>
    <message>
        <source>Scores of a run</source>
        <translation>実行のスコア</translation>
    </message>
    <message>
        <source>Threshold for all classes</source>
        <translation>すべてのクラスのしきい値</translation>
    </message>
    <message>
        <source>From 0 to 1; empty: each class keeps the one of the run.</source>
        <translation>0 から 1。空欄: 各クラスは実行時のしきい値のままです。</translation>
    </message>
    <message>
        <source>Thresholds of single classes</source>
        <translation>クラスごとのしきい値</translation>
    </message>
    <message>
        <source>One a line or with commas between: building @ 0.4, road @ 0.6</source>
        <translation>1 行に 1 つか、カンマで区切ります: building @ 0.4, road @ 0.6</translation>
    </message>
    <message>
        <source>The class raster</source>
        <translation>クラスラスタ</translation>
    </message>
    <message>
        <source>re-labelling</source>
        <translation>分け直しています</translation>
    </message>
    <message>
        <source>There is nothing to look for.</source>
        <translation>探すものがありません。</translation>
    </message>
    <message>
        <source>No class name was given.</source>
        <translation>クラス名が指定されていません。</translation>
    </message>
    <message>
        <source>Give at least one name, for example “building, road”.</source>
        <translation>名前を 1 つ以上指定してください。例: 「building, road」</translation>
    </message>
    <message>
        <source>Segment by class names</source>
        <translation>クラス名で分割</translation>
    </message>
    <message>
        <source>Finds the classes that you name in an aerial or satellite image.</source>
        <translation>名前を挙げたクラスを空中写真や衛星画像から見つけます。</translation>
    </message>
    <message>
        <source>Finds the classes that you name in an aerial or satellite image, and makes a class raster with a legend: pixel values 1, 2, 3 … in the order of the names, 0 for everything else.

Names: one a line, or with commas between. Other words for the same class go behind a bar, a colour behind =, a threshold of its own behind @: “building | house = #a65a44 @ 0.4”. “@file.txt” reads the names from a file.

Same pixels, same model and same names give the same raster as the AerOSeg panel and as “python -m backend segment”. The image is read as its layer shows it: bands, stretch, and for web maps the picture itself. The result lies on the image's own pixels, in its coordinate system.

The model runs in a process of its own. Where it computes on a GPU that another run uses, it waits until that one is over, and says so.</source>
        <translation>名前を挙げたクラスを空中写真や衛星画像から見つけ、凡例付きのクラスラスタを作ります。ピクセル値は名前の順に 1、2、3 …、それ以外はすべて 0 です。

名前: 1 行に 1 つか、カンマで区切ります。同じクラスの別の語は縦棒の後、色は = の後、独自のしきい値は @ の後に書きます: 「building | house = #a65a44 @ 0.4」。「@file.txt」は名前をファイルから読みます。

同じピクセル、同じモデル、同じ名前なら、AerOSeg パネルや「python -m backend segment」と同じラスタになります。画像は、バンドやコントラスト、Web 地図ならその画像そのものと、レイヤに見えるとおりに読まれます。結果は画像自身のピクセルに重なり、画像の座標系になります。

モデルは専用のプロセスで動きます。別の実行が使っている GPU で計算するときは、その終了を待ち、待っていることを知らせます。</translation>
    </message>
    <message>
        <source>segmentation,classification,land cover,deep learning,machine learning,ai,open vocabulary,building,road,tree,aerial,satellite,drone,orthophoto,clip,sam</source>
        <translation>分割,セグメンテーション,分類,土地被覆,深層学習,ディープラーニング,機械学習,ai,オープン語彙,建物,道路,樹木,空中写真,衛星,ドローン,オルソ画像,clip,sam</translation>
    </message>
    <message>
        <source>What was found (JSON)</source>
        <translation>見つかったもの (JSON)</translation>
    </message>
    <message>
        <source>The area is given twice. Give either an extent or polygons.</source>
        <translation>領域が二重に指定されています。範囲かポリゴンのどちらか一方を指定してください。</translation>
    </message>
    <message>
        <source>The score raster</source>
        <translation>スコアラスタ</translation>
    </message>
    <message>
        <source>“{name}” is a result of AerOSeg, not an image.</source>
        <translation>「{name}」は AerOSeg の結果で、画像ではありません。</translation>
    </message>
    <message>
        <source>starting the model</source>
        <translation>モデルを起動しています</translation>
    </message>
    <message>
        <source>{size} at {gsd} per pixel</source>
        <translation>{size}、1 ピクセル {gsd}</translation>
    </message>
    <message>
        <source>“{name}” was not segmented.</source>
        <translation>「{name}」は分割されませんでした。</translation>
    </message>
    <message>
        <source>It has no coordinate system, so the size of its pixels is not known.</source>
        <translation>座標系がないため、ピクセルの大きさがわかりません。</translation>
    </message>
    <message>
        <source>Give the size of the image's pixels in metres (an advanced parameter).</source>
        <translation>画像のピクセルの大きさをメートルで指定してください (詳細パラメータ)。</translation>
    </message>
    <message>
        <source>This part of “{name}” is too large.</source>
        <translation>「{name}」のこの部分は大きすぎます。</translation>
    </message>
    <message>
        <source>It needs {n} map tiles from the server, more than is decent to ask for.</source>
        <translation>サーバの地図タイルが {n} 枚必要で、求めてよい量を超えています。</translation>
    </message>
    <message>
        <source>Choose a smaller extent or a coarser resolution.</source>
        <translation>より小さい範囲か、より粗い解像度を選んでください。</translation>
    </message>
    <message>
        <source>reading the layer</source>
        <translation>レイヤを読んでいます</translation>
    </message>
    <message>
        <source>Not known to this model, and without a pixel: {names}.</source>
        <translation>このモデルが知らず、ピクセルが付かない名前: {names}。</translation>
    </message>
    <message>
        <source>Class names</source>
        <translation>クラス名</translation>
    </message>
    <message>
        <source>One a line or with commas between: building | house, road. @file.txt reads a file.</source>
        <translation>1 行に 1 つか、カンマで区切ります: building | house, road。@file.txt はファイルを読みます。</translation>
    </message>
    <message>
        <source>Extent</source>
        <translation>範囲</translation>
    </message>
    <message>
        <source>Only this part; the whole layer where it is empty.</source>
        <translation>この部分だけ。空欄: レイヤ全体</translation>
    </message>
    <message>
        <source>Only inside polygons</source>
        <translation>ポリゴンの中だけ</translation>
    </message>
    <message>
        <source>In place of an extent. Pixels outside get nodata. Where some are selected, only these.</source>
        <translation>範囲の代わりに使います。外のピクセルはデータなしになります。選択があればその中だけです。</translation>
    </message>
    <message>
        <source>Resolution (metres per pixel)</source>
        <translation>解像度 (メートル/ピクセル)</translation>
    </message>
    <message>
        <source>The nearest step of the image's ladder is taken; empty: the model's own.</source>
        <translation>画像の解像度の段階のうち、最も近いものを使います。空欄: モデルの解像度</translation>
    </message>
    <message>
        <source>Score from 0 to 1 that a class must reach, where its line names none; empty: the model's own.</source>
        <translation>行に指定のないクラスに必要なスコア、0 から 1。空欄: モデルのしきい値</translation>
    </message>
    <message>
        <source>For SegEarth-OV: places that are more like other words than like your names get 0.</source>
        <translation>SegEarth-OV 用: あなたの名前よりもほかの語に似た場所は 0 になります。</translation>
    </message>
    <message>
        <source>Own background words (JSON)</source>
        <translation>独自の背景の語 (JSON)</translation>
    </message>
    <message>
        <source>Background words (*.json)</source>
        <translation>背景の語 (*.json)</translation>
    </message>
    <message>
        <source>Empty: the list of the AerOSeg options.</source>
        <translation>空欄: AerOSeg オプションのリスト</translation>
    </message>
    <message>
        <source>Taught words (files)</source>
        <translation>教えた語 (ファイル)</translation>
    </message>
    <message>
        <source>Empty: those that were taught in the panel to this model, by their names.</source>
        <translation>空欄: パネルでこのモデルに教えた語を、名前で使います。</translation>
    </message>
    <message>
        <source>Size of the image's pixels (metres)</source>
        <translation>画像のピクセルの大きさ (メートル)</translation>
    </message>
    <message>
        <source>Only for images without a coordinate system.</source>
        <translation>座標系のない画像だけに使います。</translation>
    </message>
    <message>
        <source>auto takes a GPU where there is one. Repeats agree on one device.</source>
        <translation>auto は GPU があれば使います。同じデバイスなら、繰り返しても結果は一致します。</translation>
    </message>
    <message>
        <source>Scores</source>
        <translation>スコア</translation>
    </message>
    <message>
        <source>How sure the model is of each class; for “Re-label from scores”.</source>
        <translation>モデルが各クラスについてどれだけ確かか。「スコアから分け直す」に使います。</translation>
    </message>
    <message>
        <source>Install the plugin again, so that both parts are of one version.</source>
        <translation>両方の部分が同じバージョンになるように、プラグインを入れ直してください。</translation>
    </message>
    <message>
        <source>{stage}, {time} left</source>
        <translation>{stage}、残り{time}</translation>
    </message>
    <message>
        <source>The list is saved as “{name}”.</source>
        <translation>リストを「{name}」として保存しました。</translation>
    </message>
    <message>
        <source>Open a class list</source>
        <translation>クラスリストを開く</translation>
    </message>
    <message>
        <source>Save the class list</source>
        <translation>クラスリストを保存</translation>
    </message>
    <message>
        <source>Class lists (*.txt)</source>
        <translation>クラスリスト (*.txt)</translation>
    </message>
    <message>
        <source>Polygons, table, chart, scores of a pixel, corrections</source>
        <translation>ポリゴン、表、グラフ、ピクセルのスコア、修正</translation>
    </message>
    <message>
        <source>&amp;Polygons…</source>
        <translation>ポリゴン(&amp;P)…</translation>
    </message>
    <message>
        <source>Make polygons with area, perimeter and mean score, in a GeoPackage</source>
        <translation>面積、周長、平均スコアを持つポリゴンを GeoPackage に作ります</translation>
    </message>
    <message>
        <source>&amp;Burn edited polygons…</source>
        <translation>編集したポリゴンを書き込む(&amp;B)…</translation>
    </message>
    <message>
        <source>Take what you changed in polygons back into the class raster</source>
        <translation>ポリゴンで変えた内容をクラスラスタに戻します</translation>
    </message>
    <message>
        <source>&amp;Copy the table</source>
        <translation>表をコピー(&amp;C)</translation>
    </message>
    <message>
        <source>Class, pixels, area, share and mean score, for a spreadsheet</source>
        <translation>クラス、ピクセル、面積、割合、平均スコア (表計算用)</translation>
    </message>
    <message>
        <source>&amp;Save the table…</source>
        <translation>表を保存(&amp;S)…</translation>
    </message>
    <message>
        <source>As comma-separated values</source>
        <translation>カンマ区切りの値として</translation>
    </message>
    <message>
        <source>C&amp;hart</source>
        <translation>グラフ(&amp;H)</translation>
    </message>
    <message>
        <source>Show the shares of the classes as bars</source>
        <translation>クラスの割合を棒で表示します</translation>
    </message>
    <message>
        <source>Scores of a p&amp;ixel</source>
        <translation>ピクセルのスコア(&amp;I)</translation>
    </message>
    <message>
        <source>Point at the map to see the score of each class there</source>
        <translation>地図を指すと、その場所の各クラスのスコアが出ます</translation>
    </message>
    <message>
        <source>&amp;Fade by score</source>
        <translation>スコアで薄くする(&amp;F)</translation>
    </message>
    <message>
        <source>Draw pixels more faintly the nearer their score is to the threshold</source>
        <translation>スコアがしきい値に近いピクセルほど薄く描きます</translation>
    </message>
    <message>
        <source>&amp;Uncertainty layer</source>
        <translation>不確かさのレイヤ(&amp;U)</translation>
    </message>
    <message>
        <source>Add a layer of how close the two best classes are</source>
        <translation>上位 2 クラスがどれだけ近いかを示すレイヤを加えます</translation>
    </message>
    <message>
        <source>Open the f&amp;older</source>
        <translation>フォルダを開く(&amp;O)</translation>
    </message>
    <message>
        <source>The folder with the files of this result</source>
        <translation>この結果のファイルがあるフォルダ</translation>
    </message>
    <message>
        <source>The scores are being prepared; this takes a moment.</source>
        <translation>スコアを準備しています。少しお待ちください。</translation>
    </message>
    <message>
        <source>The table is on the clipboard.</source>
        <translation>表をクリップボードに入れました。</translation>
    </message>
    <message>
        <source>Save the table</source>
        <translation>表を保存</translation>
    </message>
    <message>
        <source>Comma-separated values (*.csv)</source>
        <translation>カンマ区切りの値 (*.csv)</translation>
    </message>
    <message>
        <source>The table was not saved.</source>
        <translation>表は保存されませんでした。</translation>
    </message>
    <message>
        <source>“{file}”: {reason}.</source>
        <translation>「{file}」: {reason}。</translation>
    </message>
    <message>
        <source>The table is saved as “{name}”.</source>
        <translation>表を「{name}」として保存しました。</translation>
    </message>
    <message>
        <source>Uncertainty</source>
        <translation>不確かさ</translation>
    </message>
    <message>
        <source>Dark places are unsure: two classes are almost equal there.</source>
        <translation>暗い場所は不確かです。2 つのクラスがほぼ同じです。</translation>
    </message>
    <message>
        <source>Point at the map to see the scores there.</source>
        <translation>地図を指すと、その場所のスコアが出ます。</translation>
    </message>
    <message>
        <source>The polygons were not written.</source>
        <translation>ポリゴンは書き込まれませんでした。</translation>
    </message>
    <message>
        <source>“{file}” is open in this project.</source>
        <translation>「{file}」はこのプロジェクトで開かれています。</translation>
    </message>
    <message>
        <source>Choose another name, or remove its layer first.</source>
        <translation>別の名前を選ぶか、先にそのレイヤを外してください。</translation>
    </message>
    <message>
        <source>{name} {n}</source>
        <translation>{name} {n}</translation>
    </message>
    <message>
        <source>{n} objects: {classes}</source>
        <translation>物体 {n} 個: {classes}</translation>
    </message>
    <message>
        <source>Making polygons in the background; QGIS shows how far it is.</source>
        <translation>ポリゴンを背後で作っています。進み具合は QGIS に出ます。</translation>
    </message>
    <message>
        <source>{n} pixels were corrected. Undo beside the threshold takes it back.</source>
        <translation>{n} ピクセルを修正しました。しきい値の横の「元に戻す」で戻せます。</translation>
    </message>
    <message>
        <source>Area</source>
        <comment>how large</comment>
        <translation>面積</translation>
    </message>
    <message>
        <source>Pixels</source>
        <translation>ピクセル</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>スコア</translation>
    </message>
    <message>
        <source>Mean score of the pixels of the class, from 0 to 1</source>
        <translation>クラスのピクセルの平均スコア、0 から 1</translation>
    </message>
    <message>
        <source>What was found. A class without its tick is not drawn</source>
        <translation>見つかったもの。チェックのないクラスは描かれません</translation>
    </message>
    <message>
        <source>{image}: {names}</source>
        <translation>{image}: {names}</translation>
    </message>
    <message>
        <source>{name}: {share} of the pixels, {n}; mean score {score}</source>
        <translation>{name}: ピクセルの {share}、{n}、平均スコア {score}</translation>
    </message>
    <message>
        <source>{name}: not known to this model</source>
        <translation>{name}: このモデルが知らない名前</translation>
    </message>
    <message>
        <source>Pixels of none of the classes; not drawn on the map</source>
        <translation>どのクラスでもないピクセル。地図には描かれません</translation>
    </message>
    <message>
        <source>{hits} of {tiles} tiles from memory</source>
        <translation>{tiles} 枚中 {hits} 枚のタイルはメモリから</translation>
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
        <translation>結果フォルダを使えません。</translation>
    </message>
    <message>
        <source>Choose another one in the AerOSeg options, Results tab.</source>
        <translation>AerOSeg オプションの「結果」タブで別のものを選んでください。</translation>
    </message>
    <message>
        <source>The result was not added to the map.</source>
        <translation>結果は地図に加えられませんでした。</translation>
    </message>
    <message>
        <source>Classes of “{image}” found by AerOSeg with the model “{model}” at {gsd} per pixel. Scores: {scores}. Everything needed to repeat it: {record}.</source>
        <translation>「{image}」のクラス。AerOSeg がモデル「{model}」、1 ピクセル {gsd} で見つけました。スコア: {scores}。再現に必要なもの: {record}。</translation>
    </message>
    <message>
        <source>AerOSeg: {image}</source>
        <translation>AerOSeg: {image}</translation>
    </message>
    <message>
        <source>The run of “{name}” cannot go on.</source>
        <translation>「{name}」の実行を続けられません。</translation>
    </message>
    <message>
        <source>Its folder is gone, or another QGIS works on it.</source>
        <translation>フォルダがないか、別の QGIS が使っています。</translation>
    </message>
    <message>
        <source>Click Segment to run it anew.</source>
        <translation>「セグメント」をクリックして実行し直してください。</translation>
    </message>
    <message>
        <source>reading the layer, part {done} of {total}</source>
        <translation>レイヤを読んでいます、{total} のうち {done}</translation>
    </message>
    <message>
        <source>starting the model, about {time}</source>
        <translation>モデルを起動しています、{time}</translation>
    </message>
    <message>
        <source>sending the request</source>
        <translation>要求を送っています</translation>
    </message>
    <message>
        <source>Wait for it, or cancel it.</source>
        <translation>待つか、キャンセルしてください。</translation>
    </message>
    <message>
        <source>The run could not begin.</source>
        <translation>実行を始められませんでした。</translation>
    </message>
    <message>
        <source>“{name}” is on the map again.</source>
        <translation>「{name}」が地図に戻りました。</translation>
    </message>
    <message>
        <source>its model “{title}”</source>
        <translation>そのモデル「{title}」</translation>
    </message>
    <message>
        <source>its image “{name}”</source>
        <translation>その画像「{name}」</translation>
    </message>
    <message>
        <source>The panel has its names. Not there any more: {what}.</source>
        <translation>パネルに名前を入れました。なくなったもの: {what}。</translation>
    </message>
    <message>
        <source>The panel has its settings. Choose the area, then Segment.</source>
        <translation>パネルに設定を入れました。領域を選んで「セグメント」を押してください。</translation>
    </message>
    <message>
        <source>Repeating the run of “{name}”.</source>
        <translation>「{name}」の実行を繰り返しています。</translation>
    </message>
    <message>
        <source>The run cannot be repeated.</source>
        <translation>実行を繰り返せません。</translation>
    </message>
    <message>
        <source>Its image “{name}” is gone.</source>
        <translation>画像「{name}」がありません。</translation>
    </message>
    <message>
        <source>Open the image again, then use the settings of the run.</source>
        <translation>画像を開き直し、実行の設定を使ってください。</translation>
    </message>
    <message>
        <source>The run was repeated.</source>
        <translation>実行を繰り返しました。</translation>
    </message>
    <message>
        <source>The run was repeated; the earlier result is gone.</source>
        <translation>実行を繰り返しました。以前の結果はありません。</translation>
    </message>
    <message>
        <source>The repeated run gave the same class raster, byte for byte.</source>
        <translation>繰り返した実行は、バイト単位で同じクラスラスタになりました。</translation>
    </message>
    <message>
        <source>The repeated run gave another class raster: the image, the model, the device or the version has changed since.</source>
        <translation>繰り返した実行は別のクラスラスタになりました。画像、モデル、デバイス、バージョンのどれかが変わっています。</translation>
    </message>
    <message>
        <source>The run of “{name}” cannot be opened.</source>
        <translation>「{name}」の実行を開けません。</translation>
    </message>
    <message>
        <source>Its record in “{folder}” is damaged.</source>
        <translation>「{folder}」の記録が壊れています。</translation>
    </message>
    <message>
        <source>Segment the image again.</source>
        <translation>画像をもう一度分割してください。</translation>
    </message>
    <message>
        <source>AerOSeg: runs</source>
        <translation>AerOSeg: 実行</translation>
    </message>
    <message>
        <source>Search image, classes, model, place</source>
        <translation>画像、クラス、モデル、場所を検索</translation>
    </message>
    <message>
        <source>Show the runs that hold all of these words</source>
        <translation>これらの語をすべて含む実行を示します</translation>
    </message>
    <message>
        <source>When</source>
        <translation>日時</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>場所</translation>
    </message>
    <message>
        <source>Runs whose results are still there. Double-click adds the layer again</source>
        <translation>結果が残っている実行。ダブルクリックでレイヤを再び加えます</translation>
    </message>
    <message>
        <source>Add to the map</source>
        <translation>地図に追加</translation>
    </message>
    <message>
        <source>Use its settings</source>
        <translation>設定を使う</translation>
    </message>
    <message>
        <source>Repeat</source>
        <translation>繰り返す</translation>
    </message>
    <message>
        <source>Copy as command line</source>
        <translation>コマンドとしてコピー</translation>
    </message>
    <message>
        <source>For &amp;bash, zsh and other POSIX shells</source>
        <translation>bash、zsh などの POSIX シェル用(&amp;B)</translation>
    </message>
    <message>
        <source>For &amp;PowerShell</source>
        <translation>PowerShell 用(&amp;P)</translation>
    </message>
    <message>
        <source>For the &amp;command prompt (cmd)</source>
        <translation>コマンドプロンプト用(&amp;C) (cmd)</translation>
    </message>
    <message>
        <source>Show the files of this run</source>
        <translation>この実行のファイルを表示します</translation>
    </message>
    <message>
        <source>There is no finished run yet. Each run of the panel is listed here.</source>
        <translation>終わった実行はまだありません。パネルの実行はここに並びます。</translation>
    </message>
    <message>
        <source>None of the {n} runs holds these words.</source>
        <translation>{n} 件の実行のどれにもこれらの語はありません。</translation>
    </message>
    <message>
        <source>Select a run first.</source>
        <translation>まず実行を選んでください。</translation>
    </message>
    <message>
        <source>Add the class raster of this run to the project again</source>
        <translation>この実行のクラスラスタを再びプロジェクトに加えます</translation>
    </message>
    <message>
        <source>Fill the panel with its names, model and resolution, for another part of the map</source>
        <translation>地図の別の部分のために、名前、モデル、解像度をパネルに入れます</translation>
    </message>
    <message>
        <source>Run exactly the same once more, into a new folder</source>
        <translation>まったく同じ実行を、新しいフォルダにもう一度行います</translation>
    </message>
    <message>
        <source>Copy the command line that gives the same class raster</source>
        <translation>同じクラスラスタを作るコマンドをコピーします</translation>
    </message>
    <message>
        <source>The command line is on the clipboard. It writes “classes-repeated.tif”.</source>
        <translation>コマンドをクリップボードに入れました。「classes-repeated.tif」を書き出します。</translation>
    </message>
    <message>
        <source>No data here</source>
        <translation>ここにはデータがありません</translation>
    </message>
    <message>
        <source>The best score is below its threshold of {value}: no class.</source>
        <translation>最高のスコアがしきい値 {value} を下回るため、クラスなしです。</translation>
    </message>
    <message>
        <source>Margin to the second: {value}</source>
        <translation>2 位との差: {value}</translation>
    </message>
    <message>
        <source>Its server knows no picture here (404, asked {n} times).</source>
        <translation>サーバにはここの画像がありません (404、{n} 回要求)。</translation>
    </message>
    <message>
        <source>Its server refuses to give pictures ({status}): a key or a login is missing.</source>
        <translation>サーバが画像を拒否しました ({status})。キーかログインが必要です。</translation>
    </message>
    <message>
        <source>Its server asks for a pause (429).</source>
        <translation>サーバが間隔を空けるよう求めています (429)。</translation>
    </message>
    <message>
        <source>Its server sent a web page in place of pictures, as a login page does.</source>
        <translation>サーバが画像の代わりに、ログイン画面のような Web ページを送りました。</translation>
    </message>
    <message>
        <source>Its server sent an error message in place of pictures.</source>
        <translation>サーバが画像の代わりにエラーメッセージを送りました。</translation>
    </message>
    <message>
        <source>Its server did not answer in time.</source>
        <translation>サーバが時間内に答えませんでした。</translation>
    </message>
    <message>
        <source>Its server cannot be reached.</source>
        <translation>サーバに接続できません。</translation>
    </message>
    <message>
        <source>Its server has a fault of its own ({status}, asked {n} times).</source>
        <translation>サーバ側の不具合です ({status}、{n} 回要求)。</translation>
    </message>
    <message>
        <source>{n} more classes</source>
        <translation>ほか {n} クラス</translation>
    </message>
    <message>
        <source>{name}: {share} of the pixels</source>
        <translation>{name}: ピクセルの {share}</translation>
    </message>
    <message>
        <source>The layer “{name}” cannot be read.</source>
        <translation>レイヤ「{name}」を読めません。</translation>
    </message>
    <message>
        <source>The layer “{name}” cannot be used.</source>
        <translation>レイヤ「{name}」は使えません。</translation>
    </message>
    <message>
        <source>Its server does not say which area it covers.</source>
        <translation>サーバが対象の範囲を示していません。</translation>
    </message>
    <message>
        <source>Choose another layer.</source>
        <translation>別のレイヤを選んでください。</translation>
    </message>
    <message>
        <source>The word was not kept.</source>
        <translation>語は残りませんでした。</translation>
    </message>
    <message>
        <source>“{path}” is no file of a taught word.</source>
        <translation>「{path}」は教えた語のファイルではありません。</translation>
    </message>
    <message>
        <source>Teach it again.</source>
        <translation>もう一度教えてください。</translation>
    </message>
    <message>
        <source>The folder “{folder}” cannot be written: {error}.</source>
        <translation>フォルダ「{folder}」に書き込めません: {error}。</translation>
    </message>
    <message>
        <source>Free some space, or correct the permissions of the folder.</source>
        <translation>空き容量を増やすか、フォルダの権限を直してください。</translation>
    </message>
    <message>
        <source>Teach a word</source>
        <translation>語を教える</translation>
    </message>
    <message>
        <source>1. The word</source>
        <translation>1. 語</translation>
    </message>
    <message>
        <source>for example: greenhouse</source>
        <translation>例: greenhouse</translation>
    </message>
    <message>
        <source>What it is called in the legend. The model need not know the word.</source>
        <translation>凡例での名前。モデルが知らない語でもかまいません。</translation>
    </message>
    <message>
        <source>It is taught to the model “{model}”.</source>
        <translation>モデル「{model}」に教えます。</translation>
    </message>
    <message>
        <source>2. Where it is</source>
        <translation>2. どこにあるか</translation>
    </message>
    <message>
        <source>Click or draw around a few places that show it with the left button, and some that could be mistaken for it with the right.</source>
        <translation>それが見える場所をいくつか左ボタンで、紛らわしい場所をいくつか右ボタンで、クリックするか囲んでください。</translation>
    </message>
    <message>
        <source>Mark on the map</source>
        <translation>地図に印を付ける</translation>
    </message>
    <message>
        <source>Left button: it is here. Right: it is not. Click for a spot, drag for an area</source>
        <translation>左: ここにある。右: ない。クリックは点、ドラッグは範囲</translation>
    </message>
    <message>
        <source>Take the last mark back (Ctrl+Z on the map)</source>
        <translation>最後の印を取り消す (地図で Ctrl+Z)</translation>
    </message>
    <message>
        <source>Features of this layer; of those that are selected, if any are</source>
        <translation>このレイヤの地物。選択があればその中のもの</translation>
    </message>
    <message>
        <source>show it</source>
        <translation>それを示す</translation>
    </message>
    <message>
        <source>do not</source>
        <translation>示さない</translation>
    </message>
    <message>
        <source>Whether the features show the word, or what it is not</source>
        <translation>地物がその語を示すか、そうでないものか</translation>
    </message>
    <message>
        <source>Take</source>
        <translation>取り込む</translation>
    </message>
    <message>
        <source>Take the features of the layer as marks</source>
        <translation>レイヤの地物を印として使います</translation>
    </message>
    <message>
        <source>3. Learn and look</source>
        <translation>3. 学習して見る</translation>
    </message>
    <message>
        <source>Learn</source>
        <translation>学習</translation>
    </message>
    <message>
        <source>Learn from the marks, and show the class on the map</source>
        <translation>印から学習し、クラスを地図に示します</translation>
    </message>
    <message>
        <source>How far the learning is</source>
        <translation>学習の進み具合</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>残す</translation>
    </message>
    <message>
        <source>From now on the word means this, whenever the list has it</source>
        <translation>これから、リストにあればこの語はこの意味になります</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>捨てる</translation>
    </message>
    <message>
        <source>Forget what was learned; close</source>
        <translation>学んだ内容を忘れて閉じます</translation>
    </message>
    <message>
        <source>Type the word first.</source>
        <translation>まず語を入力してください。</translation>
    </message>
    <message>
        <source>Mark at least one place that shows it.</source>
        <translation>それが見える場所を 1 つ以上示してください。</translation>
    </message>
    <message>
        <source>{yes} that show it, {no} that do not</source>
        <translation>示すもの {yes}、示さないもの {no}</translation>
    </message>
    <message>
        <source>A few that do not make it better.</source>
        <translation>示さないものをいくつか加えると良くなります。</translation>
    </message>
    <message>
        <source>Nothing is marked yet.</source>
        <translation>まだ印がありません。</translation>
    </message>
    <message>
        <source>Learn again with the marks as they are now</source>
        <translation>今の印でもう一度学習します</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>開始しています</translation>
    </message>
    <message>
        <source>Learned in {seconds} s. Look at the map, add marks where it is wrong and learn again, or keep it.</source>
        <translation>{seconds} 秒で学習しました。地図を見て、違う所に印を加えて学習し直すか、残してください。</translation>
    </message>
    <message>
        <source>Cancelled. Nothing was learned.</source>
        <translation>キャンセルしました。何も学習していません。</translation>
    </message>
    <message>
        <source>The word was not learned.</source>
        <translation>語は学習されませんでした。</translation>
    </message>
    <message>
        <source>The worker answered in another form than this plugin knows.</source>
        <translation>ワーカーの答えが、このプラグインの知らない形式でした。</translation>
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
        <translation>1 秒未満</translation>
    </message>
    <message>
        <source>{n} s</source>
        <translation>{n} 秒</translation>
    </message>
    <message>
        <source>{n} min</source>
        <translation>{n} 分</translation>
    </message>
    <message>
        <source>{n} h</source>
        <translation>{n} 時間</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours} 時間 {minutes} 分</translation>
    </message>
    <message>
        <source>{n} days</source>
        <translation>{n} 日</translation>
    </message>
    <message>
        <source>more than a year</source>
        <translation>1 年以上</translation>
    </message>
    <message>
        <source>about {time}</source>
        <translation>約 {time}</translation>
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
        <translation>スコアがこれより低いピクセルにはクラスが付きません。動かすとすぐ地図が変わります。</translation>
    </message>
    <message>
        <source>Undo the last threshold</source>
        <translation>前のしきい値に戻す</translation>
    </message>
    <message>
        <source>Redo the threshold</source>
        <translation>しきい値をやり直す</translation>
    </message>
    <message>
        <source>Back to the run's thresholds</source>
        <translation>実行時のしきい値に戻す</translation>
    </message>
    <message>
        <source>Per class</source>
        <translation>クラスごと</translation>
    </message>
    <message>
        <source>A slider for each class</source>
        <translation>クラスごとのスライダ</translation>
    </message>
    <message>
        <source>Threshold of “{name}”</source>
        <translation>「{name}」のしきい値</translation>
    </message>
    <message>
        <source>Unfinished</source>
        <translation>未完了</translation>
    </message>
    <message>
        <source>Runs that ended halfway; what they have finished is kept</source>
        <translation>途中で終わった実行。終わった分は残っています</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>再開</translation>
    </message>
    <message>
        <source>Delete this run with all that it has finished; asks</source>
        <translation>この実行を、終わった分も含めて削除します (確認あり)</translation>
    </message>
    <message>
        <source>Go on where this run ended; its finished parts are used</source>
        <translation>この実行が終わった所から続けます。終わった分を使います</translation>
    </message>
    <message>
        <source>Remove an unfinished run?</source>
        <translation>未完了の実行を削除しますか?</translation>
    </message>
    <message>
        <source>Remove the unfinished run of “{image}”?</source>
        <translation>「{image}」の未完了の実行を削除しますか?</translation>
    </message>
    <message>
        <source>{done} of {total} blocks are done ({names}). Removing frees {size}.</source>
        <translation>{total} ブロック中 {done} が完了 ({names})。削除すると {size} 空きます。</translation>
    </message>
    <message>
        <source>{done} of {total} blocks are done</source>
        <translation>{total} ブロック中 {done} が完了</translation>
    </message>
    <message>
        <source>Started {time}</source>
        <translation>開始 {time}</translation>
    </message>
    <message>
        <source>“{file}” does not fit the class raster.</source>
        <translation>「{file}」はクラスラスタに合いません。</translation>
    </message>
    <message>
        <source>It has other pixels, so it belongs to another run.</source>
        <translation>ピクセルが異なるため、別の実行のものです。</translation>
    </message>
    <message>
        <source>Choose the “scores.tif” beside the class raster.</source>
        <translation>クラスラスタの隣の「scores.tif」を選んでください。</translation>
    </message>
    <message>
        <source>The polygons were not written to “{file}”.</source>
        <translation>ポリゴンは「{file}」に書き込まれませんでした。</translation>
    </message>
    <message>
        <source>Free some space, or choose another folder.</source>
        <translation>空き容量を増やすか、別のフォルダを選んでください。</translation>
    </message>
    <message>
        <source>{title}: needs download, {size}</source>
        <translation>{title}: ダウンロードが必要、{size}</translation>
    </message>
    <message>
        <source>{title}: {state}</source>
        <translation>{title}: {state}</translation>
    </message>
    <message>
        <source>{gsd}, zoom {zoom}</source>
        <translation>{gsd}、ズーム {zoom}</translation>
    </message>
    <message>
        <source>{resolution} (recommended)</source>
        <translation>{resolution} (推奨)</translation>
    </message>
    <message>
        <source>{resolution} (native)</source>
        <translation>{resolution} (元の解像度)</translation>
    </message>
    <message>
        <source>{size}, {share} inside</source>
        <translation>{size}、内側 {share}</translation>
    </message>
    <message>
        <source>{size}, 1 tile</source>
        <translation>{size}、1 タイル</translation>
    </message>
    <message>
        <source>{size}, {tiles} tiles</source>
        <translation>{size}、{tiles} タイル</translation>
    </message>
    <message>
        <source>up to {size} on disk</source>
        <translation>ディスク最大 {size}</translation>
    </message>
    <message>
        <source>time not known yet</source>
        <translation>時間はまだ不明</translation>
    </message>
    <message>
        <source>{n} map tiles</source>
        <translation>地図タイル {n} 枚</translation>
    </message>
    <message>
        <source>Shown are {n} of {all} names: {names}. Select other rows of the list for theirs.</source>
        <translation>{all} 個中 {n} 個の名前を表示: {names}。ほかはリストの行を選んでください。</translation>
    </message>
    <message>
        <source>The worker ended: {why}</source>
        <translation>ワーカーが終了しました: {why}</translation>
    </message>
    <message>
        <source>The cancelled run did not stop by itself; its worker was ended.</source>
        <translation>キャンセルした実行が自分で止まらなかったため、ワーカーを終了しました。</translation>
    </message>
    <message>
        <source>Run again: a new worker is started.</source>
        <translation>もう一度実行してください。新しいワーカーが起動します。</translation>
    </message>
    <message>
        <source>The AerOSeg worker could not start.</source>
        <translation>AerOSeg ワーカーは起動できませんでした。</translation>
    </message>
    <message>
        <source>Its Python lacks something: {line}.</source>
        <translation>その Python に足りないものがあります: {line}。</translation>
    </message>
    <message>
        <source>Choose or repair the Python in the AerOSeg options, Environment tab.</source>
        <translation>AerOSeg オプションの「環境」タブで Python を選ぶか修復してください。</translation>
    </message>
    <message>
        <source>The system ended it (signal 9), often because memory ran out.</source>
        <translation>システムが終了させました (シグナル 9)。多くはメモリ不足が原因です。</translation>
    </message>
    <message>
        <source>Run again, with a smaller area if it was memory.</source>
        <translation>もう一度実行してください。メモリが原因なら領域を小さくしてください。</translation>
    </message>
    <message>
        <source>It crashed (signal {code}).</source>
        <translation>異常終了しました (シグナル {code})。</translation>
    </message>
    <message>
        <source>It ended by itself with exit code {code}.</source>
        <translation>終了コード {code} で自分から終わりました。</translation>
    </message>
    <message>
        <source>The AerOSeg worker ended in the middle of its work.</source>
        <translation>AerOSeg ワーカーが作業の途中で終わりました。</translation>
    </message>
    <message>
        <source>The plugin and its worker do not fit together.</source>
        <translation>プラグインとワーカーが合っていません。</translation>
    </message>
    <message>
        <source>They speak different versions of their protocol.</source>
        <translation>プロトコルのバージョンが異なります。</translation>
    </message>
    <message>
        <source>The AerOSeg worker could not be started.</source>
        <translation>AerOSeg ワーカーを起動できませんでした。</translation>
    </message>
    <message>
        <source>“{path}” is not a program that runs here.</source>
        <translation>「{path}」はここで動くプログラムではありません。</translation>
    </message>
    <message>
        <source>Choose another Python in the AerOSeg options, Environment tab.</source>
        <translation>AerOSeg オプションの「環境」タブで別の Python を選んでください。</translation>
    </message>
</context>
</TS>
