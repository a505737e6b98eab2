<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AeroSeg</name>
    <message>
        <source>No layer of polygons is chosen.</source>
        <translation>没有选择多边形图层。</translation>
    </message>
    <message>
        <source>Open or draw one, or choose another area.</source>
        <translation>请打开或绘制一个，或选择其他区域。</translation>
    </message>
    <message>
        <source>The polygons of “{name}” cannot be read.</source>
        <translation>无法读取“{name}”的多边形。</translation>
    </message>
    <message>
        <source>Its data source is missing or damaged.</source>
        <translation>其数据源缺失或损坏。</translation>
    </message>
    <message>
        <source>Repair the data source, or choose another layer.</source>
        <translation>请修复数据源，或选择其他图层。</translation>
    </message>
    <message>
        <source>“{name}” has more than {n} polygons here.</source>
        <translation>“{name}”在此处有超过 {n} 个多边形。</translation>
    </message>
    <message>
        <source>Select some of them, or dissolve them first.</source>
        <translation>请选择其中一些，或先融合。</translation>
    </message>
    <message>
        <source>The polygons of “{name}” cannot be used.</source>
        <translation>无法使用“{name}”的多边形。</translation>
    </message>
    <message>
        <source>They have no place in the image's coordinate system.</source>
        <translation>它们在图像的坐标系中没有位置。</translation>
    </message>
    <message>
        <source>Look whether the layer has its right coordinate system.</source>
        <translation>请查看图层的坐标系是否正确。</translation>
    </message>
    <message>
        <source>1 selected polygon</source>
        <translation>1 个所选多边形</translation>
    </message>
    <message>
        <source>{n} selected polygons</source>
        <translation>{n} 个所选多边形</translation>
    </message>
    <message>
        <source>1 polygon</source>
        <translation>1 个多边形</translation>
    </message>
    <message>
        <source>{n} polygons</source>
        <translation>{n} 个多边形</translation>
    </message>
    <message>
        <source>1 crosses itself, mended</source>
        <translation>1 个自相交，已修正</translation>
    </message>
    <message>
        <source>{n} cross themselves, mended</source>
        <translation>{n} 个自相交，已修正</translation>
    </message>
    <message>
        <source>{polygons}, {crossing}</source>
        <translation>{polygons}，{crossing}</translation>
    </message>
    <message>
        <source>The layer “{name}” has no polygons.</source>
        <translation>图层“{name}”没有多边形。</translation>
    </message>
    <message>
        <source>Draw one, or choose another layer or area.</source>
        <translation>请绘制一个，或选择其他图层或区域。</translation>
    </message>
    <message>
        <source>The selected polygons of “{name}” do not touch the image.</source>
        <translation>“{name}”的所选多边形与图像不相交。</translation>
    </message>
    <message>
        <source>Only selected ones count where some are selected.</source>
        <translation>有选择时只计所选的多边形。</translation>
    </message>
    <message>
        <source>Select others, or clear the selection.</source>
        <translation>请选择其他多边形，或清除选择。</translation>
    </message>
    <message>
        <source>The polygons of “{name}” do not touch the image.</source>
        <translation>“{name}”的多边形与图像不相交。</translation>
    </message>
    <message>
        <source>They lie elsewhere, or are so thin that they hold nothing.</source>
        <translation>它们在别处，或细到不含任何内容。</translation>
    </message>
    <message>
        <source>Draw one on the image, or choose another layer or area.</source>
        <translation>请在图像上绘制一个，或选择其他图层或区域。</translation>
    </message>
    <message>
        <source>Nothing to segment here.</source>
        <translation>这里没有可分割的内容。</translation>
    </message>
    <message>
        <source>The map view does not touch the image.</source>
        <translation>地图视图与图像不相交。</translation>
    </message>
    <message>
        <source>Zoom to the layer, or choose Layer as the area.</source>
        <translation>请缩放到图层，或将区域选为“图层”。</translation>
    </message>
    <message>
        <source>The layer is too large at this resolution.</source>
        <translation>在此分辨率下图层过大。</translation>
    </message>
    <message>
        <source>Choose a coarser resolution.</source>
        <translation>请选择较粗的分辨率。</translation>
    </message>
    <message>
        <source>The image to segment; it follows the active raster layer</source>
        <translation>要分割的图像；随当前栅格图层变化</translation>
    </message>
    <message>
        <source>Load the sample scene</source>
        <translation>加载示例场景</translation>
    </message>
    <message>
        <source>Open the drawn scene that comes with AerOSeg, to try it</source>
        <translation>打开 AerOSeg 附带的绘制场景来试用</translation>
    </message>
    <message>
        <source>Open an image first.</source>
        <translation>请先打开一幅图像。</translation>
    </message>
    <message>
        <source>AerOSeg options: Python, models, results folder</source>
        <translation>AerOSeg 选项：Python、模型、结果文件夹</translation>
    </message>
    <message>
        <source>What is this? Click here, then on a part of the panel</source>
        <translation>这是什么？单击这里，再单击面板的某个部分</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>Map view</source>
        <translation>地图视图</translation>
    </message>
    <message>
        <source>Segment the part of the image that the map shows</source>
        <translation>分割地图所显示的图像部分</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>图层</translation>
    </message>
    <message>
        <source>Segment the whole image</source>
        <translation>分割整幅图像</translation>
    </message>
    <message>
        <source>Polygons</source>
        <translation>多边形</translation>
    </message>
    <message>
        <source>Segment inside the polygons of a layer; the selected ones where some are selected</source>
        <translation>在图层的多边形内分割；有选择时只在所选多边形内</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>区域</translation>
    </message>
    <message>
        <source> m</source>
        <translation> m</translation>
    </message>
    <message>
        <source>not known yet</source>
        <translation>尚不知道</translation>
    </message>
    <message>
        <source>This image has no coordinate system: how many metres is one pixel on the ground?</source>
        <translation>此图像没有坐标系：一个像素在地面上是多少米？</translation>
    </message>
    <message>
        <source>Pixel size</source>
        <translation>像素大小</translation>
    </message>
    <message>
        <source>Size of a pixel that the model sees, in metres on the ground</source>
        <translation>模型所见一个像素在地面上的大小（米）</translation>
    </message>
    <message>
        <source>Resolution</source>
        <translation>分辨率</translation>
    </message>
    <message>
        <source>The layer of the polygons; it may have another coordinate system than the image</source>
        <translation>多边形图层；其坐标系可与图像不同</translation>
    </message>
    <message>
        <source>Where edges cross, what they wind around once is inside, as after Fix geometries</source>
        <translation>边相交处，被环绕一次的部分算在内，如同“修正几何图形”之后</translation>
    </message>
    <message>
        <source>The list holds “{name}”, so the names are compared with that alone.</source>
        <translation>列表包含“{name}”，因此名称只与它比较。</translation>
    </message>
    <message>
        <source>So that a single name does not fill the map: a place that is more like road, water, tree and other such words than like your names gets no class. Words of the same kind as a name are left out by themselves.</source>
        <translation>为了不让单个名称填满地图：比起您的名称更像道路、水体、树木等词的地方不归类。与名称同类的词会自动略去。</translation>
    </message>
    <message>
        <source>Calibrate</source>
        <translation>校准</translation>
    </message>
    <message>
        <source>Fits the threshold of each class on polygons of which you know the class. The figures are of places that were left out of the fitting.</source>
        <translation>用您已知类别的多边形拟合各类别的阈值。数字来自未参与拟合的地点。</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>拟合</translation>
    </message>
    <message>
        <source>How far the fitting is</source>
        <translation>拟合进度</translation>
    </message>
    <message>
        <source>Keep only the best word where it does better alone</source>
        <translation>若单独使用更好，则只保留最佳词</translation>
    </message>
    <message>
        <source>Otherwise the best word comes first, and all are searched</source>
        <translation>否则最佳词排在最前，所有词都会搜索</translation>
    </message>
    <message>
        <source>The result whose scores are compared with the polygons</source>
        <translation>其得分与多边形比较的结果</translation>
    </message>
    <message>
        <source>Polygons of which you know the class; of those selected, if any</source>
        <translation>您已知类别的多边形；有选择时为所选的</translation>
    </message>
    <message>
        <source>Holds the class names; “background” is ground that is none of the classes</source>
        <translation>包含类别名称；“background”为不属于任何类别的地面</translation>
    </message>
    <message>
        <source>Which polygons belong together. Empty: up to five parts of the ground</source>
        <translation>哪些多边形属于一组。留空：地面最多分为五部分</translation>
    </message>
    <message>
        <source>Compare the words of a class too</source>
        <translation>也比较类别的各个词</translation>
    </message>
    <message>
        <source>Other classes of the layer are none of these</source>
        <translation>图层的其他类别不属于这些</translation>
    </message>
    <message>
        <source>Polygons whose class is not in the list are ground where none of its classes is; otherwise they are left out</source>
        <translation>类别不在列表中的多边形视为没有其任何类别的地面；否则略去</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Class field</source>
        <translation>类别字段</translation>
    </message>
    <message>
        <source>Place field</source>
        <translation>地点字段</translation>
    </message>
    <message>
        <source>Tries each word of a class alone on the image; takes a while</source>
        <translation>在图像上单独试用类别的每个词；需要一些时间</translation>
    </message>
    <message>
        <source>No class of the list has other words.</source>
        <translation>列表中没有带其他词的类别。</translation>
    </message>
    <message>
        <source>Words can be compared on images in files only.</source>
        <translation>只能在文件中的图像上比较词。</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>阈值</translation>
    </message>
    <message>
        <source>IoU before</source>
        <translation>校准前 IoU</translation>
    </message>
    <message>
        <source>after</source>
        <translation>之后</translation>
    </message>
    <message>
        <source>Ticked classes get the new threshold: those that did better on places left out</source>
        <translation>勾选的类别采用新阈值：即在留出地点表现更好的类别</translation>
    </message>
    <message>
        <source>Leave the class list as it is</source>
        <translation>保持类别列表不变</translation>
    </message>
    <message>
        <source>Segment something first: the scores of a result are needed.</source>
        <translation>请先分割：需要结果的得分。</translation>
    </message>
    <message>
        <source>Open a layer with polygons of which you know the class.</source>
        <translation>请打开一个您已知类别的多边形图层。</translation>
    </message>
    <message>
        <source>Choose the field that holds the class names.</source>
        <translation>请选择包含类别名称的字段。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Compare the scores with the polygons</source>
        <translation>将得分与多边形比较</translation>
    </message>
    <message>
        <source>Write the new thresholds into the class list; it can be undone</source>
        <translation>将新阈值写入类别列表；可以撤销</translation>
    </message>
    <message>
        <source>Nothing is ticked that would change the list</source>
        <translation>没有勾选会改变列表的内容</translation>
    </message>
    <message>
        <source>The result has left the project.</source>
        <translation>结果已不在项目中。</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>已取消。</translation>
    </message>
    <message>
        <source>The answer of the model cannot be read.</source>
        <translation>无法读取模型的回答。</translation>
    </message>
    <message>
        <source>Update the plugin and restart QGIS.</source>
        <translation>请更新插件并重启 QGIS。</translation>
    </message>
    <message>
        <source>Nothing could be tried on other places.</source>
        <translation>无法在其他地点试验。</translation>
    </message>
    <message>
        <source>Mean IoU {before} before, {after} after, on {n} places left out in turn.</source>
        <translation>平均 IoU：之前 {before}，之后 {after}，在依次留出的 {n} 个地点上。</translation>
    </message>
    <message>
        <source>This word alone, with a threshold fitted for it</source>
        <translation>仅此词，使用为其拟合的阈值</translation>
    </message>
    <message>
        <source>{before} → {after}</source>
        <translation>{before} → {after}</translation>
    </message>
    <message>
        <source>{name}: {pixels} pixels of reference in {places} places</source>
        <translation>{name}：{places} 个地点共 {pixels} 个参考像素</translation>
    </message>
    <message>
        <source>Too few polygons of this class, or none of anything else.</source>
        <translation>此类别的多边形过少，或没有其他内容的多边形。</translation>
    </message>
    <message>
        <source>All in one place, so it could not be tried on another.</source>
        <translation>全在一处，因此无法在别处试验。</translation>
    </message>
    <message>
        <source>A new threshold did no better on the places left out.</source>
        <translation>新阈值在留出地点没有更好。</translation>
    </message>
    <message>
        <source>{title} ({file})</source>
        <translation>{title} ({file})</translation>
    </message>
    <message>
        <source>The background words cannot be saved.</source>
        <translation>无法保存背景词。</translation>
    </message>
    <message>
        <source>{reason}.</source>
        <translation>{reason}.</translation>
    </message>
    <message>
        <source>Free some space, or check the folder of your QGIS profile.</source>
        <translation>请释放空间，或检查 QGIS 配置文件夹。</translation>
    </message>
    <message>
        <source>The name in the legend and in the table; it is searched too</source>
        <translation>图例和表格中的名称；也用于搜索</translation>
    </message>
    <message>
        <source>for example: house, roof</source>
        <translation>例如：房屋, 屋顶</translation>
    </message>
    <message>
        <source>Other words for the same class, with commas between; each is searched</source>
        <translation>同一类别的其他词，用逗号分隔；每个都会搜索</translation>
    </message>
    <message>
        <source>Colour on the map; the arrow also offers to leave it to AerOSeg</source>
        <translation>地图上的颜色；箭头中也可交给 AerOSeg 决定</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>Own threshold</source>
        <translation>自定阈值</translation>
    </message>
    <message>
        <source>Otherwise the model's own threshold holds</source>
        <translation>否则使用模型自己的阈值</translation>
    </message>
    <message>
        <source>From 0 to 1: a pixel whose score for this class is lower gets no class</source>
        <translation>从 0 到 1：此类别得分更低的像素不归类</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Other words</source>
        <translation>其他词</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>A class needs a name.</source>
        <translation>类别需要名称。</translation>
    </message>
    <message>
        <source>A name cannot hold any of these signs: {signs}</source>
        <translation>名称不能包含这些符号：{signs}</translation>
    </message>
    <message>
        <source>A word cannot hold any of these signs: {signs}</source>
        <translation>词不能包含这些符号：{signs}</translation>
    </message>
    <message>
        <source>“{name}” is in the list already.</source>
        <translation>“{name}”已在列表中。</translation>
    </message>
    <message>
        <source>This is what is none of the other classes; it is not drawn on the map.</source>
        <translation>这是不属于其他任何类别的部分；不在地图上绘制。</translation>
    </message>
    <message>
        <source>{n} names are in the list already.</source>
        <translation>有 {n} 个名称已在列表中。</translation>
    </message>
    <message>
        <source>There was no name in it. Type for example “building, road”.</source>
        <translation>其中没有名称。例如输入“building, road”。</translation>
    </message>
    <message>
        <source>Empty names were left out.</source>
        <translation>空名称已略去。</translation>
    </message>
    <message>
        <source>Remove “{name}”</source>
        <translation>移除“{name}”</translation>
    </message>
    <message>
        <source>A class needs a name, so “{name}” was kept.</source>
        <translation>类别需要名称，因此保留了“{name}”。</translation>
    </message>
    <message>
        <source>What is none of the other classes; it is not drawn on the map.</source>
        <translation>不属于其他任何类别的部分；不在地图上绘制。</translation>
    </message>
    <message>
        <source>The same class: {names}</source>
        <translation>同一类别：{names}</translation>
    </message>
    <message>
        <source>Own threshold: {value}. A pixel with a lower score gets no class.</source>
        <translation>自定阈值：{value}。得分更低的像素不归类。</translation>
    </message>
    <message>
        <source>Double-click to edit.</source>
        <translation>双击编辑。</translation>
    </message>
    <message>
        <source>Double-click to edit; click the colour to change it; Alt+Return for all.</source>
        <translation>双击编辑；单击颜色可更改；Alt+回车编辑全部。</translation>
    </message>
    <message>
        <source>not known to this model</source>
        <translation>此模型不认识</translation>
    </message>
    <message>
        <source>Share of the last result</source>
        <translation>占上次结果的比例</translation>
    </message>
    <message>
        <source>not usable</source>
        <translation>不可用</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>不认识</translation>
    </message>
    <message>
        <source>My class lists</source>
        <translation>我的类别列表</translation>
    </message>
    <message>
        <source>Your saved lists. F2 or a double-click renames</source>
        <translation>您保存的列表。按 F2 或双击可重命名</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Give it another name</source>
        <translation>换一个名称</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>删除…</translation>
    </message>
    <message>
        <source>Put the file of this list into the trash</source>
        <translation>将此列表的文件移到回收站</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Show the files, for example to copy them</source>
        <translation>显示文件，例如用于复制</translation>
    </message>
    <message>
        <source>Delete the list “{name}”?</source>
        <translation>删除列表“{name}”？</translation>
    </message>
    <message>
        <source>Its file goes to the trash.</source>
        <translation>其文件将移到回收站。</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>“{name}” is in the trash.</source>
        <translation>“{name}”已在回收站中。</translation>
    </message>
    <message>
        <source>“{name}” was deleted.</source>
        <translation>“{name}”已删除。</translation>
    </message>
    <message>
        <source>Last used</source>
        <translation>上次使用</translation>
    </message>
    <message>
        <source>Save this list…</source>
        <translation>保存此列表…</translation>
    </message>
    <message>
        <source>The list is empty.</source>
        <translation>列表为空。</translation>
    </message>
    <message>
        <source>Open a list from a file…</source>
        <translation>从文件打开列表…</translation>
    </message>
    <message>
        <source>A text file with one class on each line</source>
        <translation>每行一个类别的文本文件</translation>
    </message>
    <message>
        <source>Names from a layer…</source>
        <translation>从图层取名称…</translation>
    </message>
    <message>
        <source>Each different value of an attribute becomes a class</source>
        <translation>属性的每个不同值成为一个类别</translation>
    </message>
    <message>
        <source>Add to the list instead of replacing it</source>
        <translation>添加到列表而不是替换</translation>
    </message>
    <message>
        <source>Either way, Undo brings the list back as it was.</source>
        <translation>无论哪种方式，“撤销”都会恢复原来的列表。</translation>
    </message>
    <message>
        <source>{list}: {names}</source>
        <translation>{list}: {names}</translation>
    </message>
    <message>
        <source>Data sets</source>
        <translation>数据集</translation>
    </message>
    <message>
        <source>Class lists of published data sets</source>
        <translation>已发布数据集的类别列表</translation>
    </message>
    <message>
        <source>{n} classes</source>
        <translation>{n} 个类别</translation>
    </message>
    <message>
        <source>1 class</source>
        <translation>1 个类别</translation>
    </message>
    <message>
        <source>With the published thresholds</source>
        <translation>使用已发布的阈值</translation>
    </message>
    <message>
        <source>They were tuned for each data set with SegEarth-OV.</source>
        <translation>它们是用 SegEarth-OV 为各数据集调整的。</translation>
    </message>
    <message>
        <source>They were tuned for SegEarth-OV; the chosen model scores in another way.</source>
        <translation>它们是为 SegEarth-OV 调整的；所选模型的评分方式不同。</translation>
    </message>
    <message>
        <source>With the published colours</source>
        <translation>使用已发布的颜色</translation>
    </message>
    <message>
        <source>The colours of the data set instead of AerOSeg's own</source>
        <translation>用数据集的颜色代替 AerOSeg 的颜色</translation>
    </message>
    <message>
        <source>My lists</source>
        <translation>我的列表</translation>
    </message>
    <message>
        <source>Rename or delete…</source>
        <translation>重命名或删除…</translation>
    </message>
    <message>
        <source>None yet: make a list and save it with the button beside this one.</source>
        <translation>还没有：建一个列表并用旁边的按钮保存。</translation>
    </message>
    <message>
        <source>Recent files</source>
        <translation>最近的文件</translation>
    </message>
    <message>
        <source>and {n} more</source>
        <translation>另有 {n} 个</translation>
    </message>
    <message>
        <source>Published threshold: {value}</source>
        <translation>已发布的阈值：{value}</translation>
    </message>
    <message>
        <source>“{file}” is longer than any list of names.</source>
        <translation>“{file}”比任何名称列表都长。</translation>
    </message>
    <message>
        <source>Choose a text file with one class name on each line.</source>
        <translation>请选择每行一个类别名称的文本文件。</translation>
    </message>
    <message>
        <source>it is not a text in UTF-8</source>
        <translation>它不是 UTF-8 文本</translation>
    </message>
    <message>
        <source>The class list “{file}” cannot be read.</source>
        <translation>无法读取类别列表“{file}”。</translation>
    </message>
    <message>
        <source>There is no class name in “{file}”.</source>
        <translation>“{file}”中没有类别名称。</translation>
    </message>
    <message>
        <source>“{file}” holds {n} names, and {most} is the most.</source>
        <translation>“{file}”有 {n} 个名称，最多 {most} 个。</translation>
    </message>
    <message>
        <source>A list needs a name.</source>
        <translation>列表需要名称。</translation>
    </message>
    <message>
        <source>There is a list “{name}” already.</source>
        <translation>已有列表“{name}”。</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>请换一个名称。</translation>
    </message>
    <message>
        <source>The class list “{file}” cannot be written.</source>
        <translation>无法写入类别列表“{file}”。</translation>
    </message>
    <message>
        <source>Choose another folder, or free some space.</source>
        <translation>请换一个文件夹，或释放空间。</translation>
    </message>
    <message>
        <source>“{file}” is no class raster.</source>
        <translation>“{file}”不是类别栅格。</translation>
    </message>
    <message>
        <source>Its values are not whole numbers.</source>
        <translation>其值不是整数。</translation>
    </message>
    <message>
        <source>Choose the “classes.tif” of a run, or another raster of class numbers.</source>
        <translation>请选择某次运行的“classes.tif”，或其他类别编号栅格。</translation>
    </message>
    <message>
        <source>“{file}” is no score raster.</source>
        <translation>“{file}”不是得分栅格。</translation>
    </message>
    <message>
        <source>Its tags are missing, or its bands do not fit its classes.</source>
        <translation>缺少标签，或波段与类别不符。</translation>
    </message>
    <message>
        <source>Choose the unchanged “scores.tif” of a run.</source>
        <translation>请选择某次运行未经改动的“scores.tif”。</translation>
    </message>
    <message>
        <source>“{file}” cannot be read.</source>
        <translation>无法读取“{file}”。</translation>
    </message>
    <message>
        <source>It is gone, or no raster that QGIS can open.</source>
        <translation>它已不存在，或不是 QGIS 能打开的栅格。</translation>
    </message>
    <message>
        <source>Look whether the results folder still exists, or run again.</source>
        <translation>请查看结果文件夹是否还在，或重新运行。</translation>
    </message>
    <message>
        <source>class {n}</source>
        <translation>类别 {n}</translation>
    </message>
    <message>
        <source>Colour of the class</source>
        <translation>类别的颜色</translation>
    </message>
    <message>
        <source>Edit line</source>
        <translation>编辑行</translation>
    </message>
    <message>
        <source>Other words, colour, threshold…</source>
        <translation>其他词、颜色、阈值…</translation>
    </message>
    <message>
        <source>Alt+Return</source>
        <translation>Alt+回车</translation>
    </message>
    <message>
        <source>Change colour…</source>
        <translation>更改颜色…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Del</source>
        <translation>Del</translation>
    </message>
    <message>
        <source>Copy all names</source>
        <translation>复制所有名称</translation>
    </message>
    <message>
        <source>Remove all</source>
        <translation>全部移除</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Burn edited polygons into the result</source>
        <translation>将编辑过的多边形写入结果</translation>
    </message>
    <message>
        <source>Polygons whose classes are right; unsaved edits count too</source>
        <translation>类别正确的多边形；未保存的编辑也算在内</translation>
    </message>
    <message>
        <source>Names the class; “other”, or nothing, takes the class away</source>
        <translation>给出类别名称；“other”或留空表示去掉类别</translation>
    </message>
    <message>
        <source>Only selected polygons</source>
        <translation>仅所选多边形</translation>
    </message>
    <message>
        <source>What lies in no polygon becomes “other”</source>
        <translation>不在任何多边形内的部分变为“other”</translation>
    </message>
    <message>
        <source>For an edited layer that holds all polygons of the result: removed ones are removed from the result too</source>
        <translation>适用于包含结果全部多边形的编辑图层：删除的多边形也会从结果中删除</translation>
    </message>
    <message>
        <source>Only pixels that change are kept as corrections, and hold at every threshold.</source>
        <translation>只有发生变化的像素作为更正保留，并在任何阈值下有效。</translation>
    </message>
    <message>
        <source>Burn</source>
        <translation>写入</translation>
    </message>
    <message>
        <source>The polygons were not burnt into the result.</source>
        <translation>多边形没有写入结果。</translation>
    </message>
    <message>
        <source>The field “{field}” holds {names}, and the classes are {classes}.</source>
        <translation>字段“{field}”包含 {names}，而类别为 {classes}。</translation>
    </message>
    <message>
        <source>Choose another field, or correct the names.</source>
        <translation>请选择其他字段，或更正名称。</translation>
    </message>
    <message>
        <source>“{layer}” holds no polygon.</source>
        <translation>“{layer}”中没有多边形。</translation>
    </message>
    <message>
        <source>Draw polygons first, or choose another layer.</source>
        <translation>请先绘制多边形，或选择其他图层。</translation>
    </message>
    <message>
        <source>AerOSeg: burning polygons</source>
        <translation>AerOSeg：正在写入多边形</translation>
    </message>
    <message>
        <source>“{file}” cannot be written: {error}.</source>
        <translation>无法写入“{file}”：{error}。</translation>
    </message>
    <message>
        <source>Free some space, or make the results folder writable.</source>
        <translation>请释放空间，或使结果文件夹可写。</translation>
    </message>
    <message>
        <source>Stop the run; what is finished is kept, to go on later</source>
        <translation>停止运行；已完成的部分会保留，以便以后继续</translation>
    </message>
    <message>
        <source>A run is going on.</source>
        <translation>正在运行。</translation>
    </message>
    <message>
        <source>Choose a model first.</source>
        <translation>请先选择模型。</translation>
    </message>
    <message>
        <source>Segment  ({keys})</source>
        <translation>分割  ({keys})</translation>
    </message>
    <message>
        <source>Find the classes in the image</source>
        <translation>在图像中查找类别</translation>
    </message>
    <message>
        <source>Add maps of what the model sees in each name, step by step, above the image</source>
        <translation>在图像上方逐步添加模型对每个名称所见的地图</translation>
    </message>
    <message>
        <source>starting the worker</source>
        <translation>正在启动工作进程</translation>
    </message>
    <message>
        <source>Asked again in {time}.</source>
        <translation>用时 {time} 重新查询。</translation>
    </message>
    <message>
        <source>Done in {time}.</source>
        <translation>用时 {time} 完成。</translation>
    </message>
    <message>
        <source>Correlation layers in {time}. {names}</source>
        <translation>相关性图层用时 {time}。{names}</translation>
    </message>
    <message>
        <source>The list has changed; Segment asks again.</source>
        <translation>列表已更改；单击“分割”重新查询。</translation>
    </message>
    <message>
        <source>Cancelled. Nothing was added to the project.</source>
        <translation>已取消。没有向项目添加任何内容。</translation>
    </message>
    <message>
        <source>AerOSeg</source>
        <translation>AerOSeg</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Undo in the list</source>
        <translation>撤销列表中的操作</translation>
    </message>
    <message>
        <source>Redo in the list</source>
        <translation>重做列表中的操作</translation>
    </message>
    <message>
        <source>Presets</source>
        <translation>预设</translation>
    </message>
    <message>
        <source>Ready lists: general ones, your own, those of data sets</source>
        <translation>现成的列表：通用的、您自己的、数据集的</translation>
    </message>
    <message>
        <source>Save this list, to take it again from the presets</source>
        <translation>保存此列表，以便以后从预设中选用</translation>
    </message>
    <message>
        <source>The names to look for. Double-click to edit, Delete to remove</source>
        <translation>要查找的名称。双击编辑，Delete 移除</translation>
    </message>
    <message>
        <source>Type names below, or take one of these:</source>
        <translation>在下方输入名称，或选用其中之一：</translation>
    </message>
    <message>
        <source>Type a name, Enter adds, commas split</source>
        <translation>输入名称，回车添加，逗号分隔</translation>
    </message>
    <message>
        <source>Class names, for example: building, road. Other words for the same class go behind a bar: building | house | roof. Several lines can be pasted.</source>
        <translation>类别名称，例如：building, road。同一类别的其他词写在竖线后：building | house | roof。可粘贴多行。</translation>
    </message>
    <message>
        <source>The model that answers. Add your own in the options</source>
        <translation>给出答案的模型。可在选项中添加自己的模型</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Compare with background words</source>
        <translation>与背景词比较</translation>
    </message>
    <message>
        <source>Which words these are: options, Background words</source>
        <translation>有哪些词：选项，背景词</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>More to do with the image and the names</source>
        <translation>对图像和名称的更多操作</translation>
    </message>
    <message>
        <source>Show &amp;correlation layers</source>
        <translation>显示相关性图层(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Ask again when the list changes</source>
        <translation>列表更改时重新查询(&amp;A)</translation>
    </message>
    <message>
        <source>By itself, and only where the image is encoded already: it takes a moment</source>
        <translation>自动进行，且仅在图像已编码之处：只需片刻</translation>
    </message>
    <message>
        <source>Runs: open, repeat or take over what was run before</source>
        <translation>运行：打开、重复或沿用以前的运行</translation>
    </message>
    <message>
        <source>How far the run is</source>
        <translation>运行进度</translation>
    </message>
    <message>
        <source>about {size}</source>
        <translation>约 {size}</translation>
    </message>
    <message>
        <source>“{title}” needs the file {files}, from {host}.</source>
        <translation>“{title}”需要来自 {host} 的文件 {files}。</translation>
    </message>
    <message>
        <source>Nobody states a checksum for it, so it cannot be checked that this first download is what its publisher meant.</source>
        <translation>没有人给出它的校验和，因此无法核对首次下载的内容是否正是发布者的本意。</translation>
    </message>
    <message>
        <source>AerOSeg reads the file as data and never runs anything in it. Its checksum is remembered, and later downloads must be the same.</source>
        <translation>AerOSeg 只把文件当作数据读取，从不运行其中的内容。其校验和会被记住，以后的下载必须相同。</translation>
    </message>
    <message>
        <source>Terms of use: {licence}.</source>
        <translation>使用条款：{licence}。</translation>
    </message>
    <message>
        <source>Fetch the weights of this model</source>
        <translation>获取此模型的权重</translation>
    </message>
    <message>
        <source>I have the files…</source>
        <translation>我有这些文件…</translation>
    </message>
    <message>
        <source>Use weights that are on this computer already; the files stay where they are</source>
        <translation>使用此计算机上已有的权重；文件留在原处</translation>
    </message>
    <message>
        <source>How far the download is</source>
        <translation>下载进度</translation>
    </message>
    <message>
        <source>Pause download</source>
        <translation>暂停下载</translation>
    </message>
    <message>
        <source>Stop; what has come is kept, and the next download goes on</source>
        <translation>停止；已下载的部分会保留，下次继续</translation>
    </message>
    <message>
        <source>“{title}” is being downloaded.</source>
        <translation>正在下载“{title}”。</translation>
    </message>
    <message>
        <source>Download, {size}</source>
        <translation>下载，{size}</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>下载</translation>
    </message>
    <message>
        <source>Go on with the download ({share} here)</source>
        <translation>继续下载（已有 {share}）</translation>
    </message>
    <message>
        <source>Put together</source>
        <translation>组装</translation>
    </message>
    <message>
        <source>Another model is being downloaded; this one can follow.</source>
        <translation>正在下载另一个模型；之后可下载这个。</translation>
    </message>
    <message>
        <source>The weights of this model are public and not on this computer yet.</source>
        <translation>此模型的权重是公开的，但尚未在此计算机上。</translation>
    </message>
    <message>
        <source>Terms: {licence}.</source>
        <translation>条款：{licence}。</translation>
    </message>
    <message>
        <source>Download a file that cannot be checked?</source>
        <translation>下载无法核对的文件？</translation>
    </message>
    <message>
        <source>Choose the published files</source>
        <translation>选择已发布的文件</translation>
    </message>
    <message>
        <source>Weights ({patterns})</source>
        <translation>权重 ({patterns})</translation>
    </message>
    <message>
        <source>{file}, from {page}</source>
        <translation>{file}，来自 {page}</translation>
    </message>
    <message>
        <source>Without a network, put these into {folder}</source>
        <translation>没有网络时，请将它们放入 {folder}</translation>
    </message>
    <message>
        <source>The files are here; the model is made of them</source>
        <translation>文件已在；模型由它们组成</translation>
    </message>
    <message>
        <source>{build}: {download} to download, {disk} on disk</source>
        <translation>{build}：下载 {download}，占用磁盘 {disk}</translation>
    </message>
    <message>
        <source>Processor (CPU)</source>
        <translation>处理器 (CPU)</translation>
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
        <translation>这台 Mac 的 GPU 计算快数倍。</translation>
    </message>
    <message>
        <source>“{gpu}” computes many times faster than the processor.</source>
        <translation>“{gpu}”的计算速度是处理器的许多倍。</translation>
    </message>
    <message>
        <source>No NVIDIA GPU was found on this computer.</source>
        <translation>此计算机上没有找到 NVIDIA GPU。</translation>
    </message>
    <message>
        <source>The driver {driver} of “{gpu}” is too old for CUDA: {oldest} is needed.</source>
        <translation>“{gpu}”的驱动 {driver} 对 CUDA 来说太旧：需要 {oldest}。</translation>
    </message>
    <message>
        <source>Smaller, and slower.</source>
        <translation>更小，也更慢。</translation>
    </message>
    <message>
        <source>The AerOSeg worker cannot be started.</source>
        <translation>无法启动 AerOSeg 工作进程。</translation>
    </message>
    <message>
        <source>Its Python “{path}” does not exist any more.</source>
        <translation>它的 Python“{path}”已不存在。</translation>
    </message>
    <message>
        <source>Choose another one in the AerOSeg options, Environment tab.</source>
        <translation>请在 AerOSeg 选项的“环境”页中另选一个。</translation>
    </message>
    <message>
        <source>This Python was not checked.</source>
        <translation>未检查此 Python。</translation>
    </message>
    <message>
        <source>There is no file “{path}”.</source>
        <translation>没有文件“{path}”。</translation>
    </message>
    <message>
        <source>Choose the program file, for example “.venv/bin/python”.</source>
        <translation>请选择程序文件，例如“.venv/bin/python”。</translation>
    </message>
    <message>
        <source>The worker gave an answer that does not fit.</source>
        <translation>工作进程的回答不符。</translation>
    </message>
    <message>
        <source>AerOSeg has no Python for its model yet.</source>
        <translation>AerOSeg 还没有用于模型的 Python。</translation>
    </message>
    <message>
        <source>The model runs in a Python of its own, with PyTorch, apart from QGIS.</source>
        <translation>模型在带 PyTorch 的独立 Python 中运行，与 QGIS 分开。</translation>
    </message>
    <message>
        <source>Click “Install”, or choose an existing Python with PyTorch.</source>
        <translation>请单击“安装”，或选择已有的带 PyTorch 的 Python。</translation>
    </message>
    <message>
        <source>A package was not found.</source>
        <translation>找不到一个软件包。</translation>
    </message>
    <message>
        <source>Choose another folder of packages, or leave it empty to use the network.</source>
        <translation>请选择其他软件包文件夹，或留空以使用网络。</translation>
    </message>
    <message>
        <source>Checking {file}</source>
        <translation>正在核对 {file}</translation>
    </message>
    <message>
        <source>A downloaded package was refused.</source>
        <translation>已拒绝一个下载的软件包。</translation>
    </message>
    <message>
        <source>“{file}” is not the file that the package index lists.</source>
        <translation>“{file}”不是软件包索引所列的文件。</translation>
    </message>
    <message>
        <source>Try again; if it stays so, something on the way changes files.</source>
        <translation>请重试；若仍如此，则传输途中有东西改动了文件。</translation>
    </message>
    <message>
        <source>The packages were not downloaded completely.</source>
        <translation>软件包没有完整下载。</translation>
    </message>
    <message>
        <source>“{file}” could not be fetched from {host}: {why}.</source>
        <translation>无法从 {host} 获取“{file}”：{why}。</translation>
    </message>
    <message>
        <source>What has come is kept. Look after the network and try again; it then goes on.</source>
        <translation>已下载的部分会保留。请检查网络后重试；将从中断处继续。</translation>
    </message>
    <message>
        <source>There is no space left in “{folder}” ({free} are free).</source>
        <translation>“{folder}”中没有空间（可用 {free}）。</translation>
    </message>
    <message>
        <source>Make room, or choose another folder in the options, Environment tab.</source>
        <translation>请腾出空间，或在选项的“环境”页中选择其他文件夹。</translation>
    </message>
    <message>
        <source>“{folder}” cannot be written: {error}.</source>
        <translation>无法写入“{folder}”：{error}。</translation>
    </message>
    <message>
        <source>Choose another folder in the options, Environment tab.</source>
        <translation>请在选项的“环境”页中选择其他文件夹。</translation>
    </message>
    <message>
        <source>The environment was not made, and nothing of it was kept.</source>
        <translation>环境没有建立，也没有留下任何部分。</translation>
    </message>
    <message>
        <source>preparing the installer</source>
        <translation>正在准备安装</translation>
    </message>
    <message>
        <source>making the environment</source>
        <translation>正在建立环境</translation>
    </message>
    <message>
        <source>The environment was not made.</source>
        <translation>环境没有建立。</translation>
    </message>
    <message>
        <source>“{path}” is no Python 3.10 to 3.14 (64 bit) that runs here.</source>
        <translation>“{path}”不是可在此运行的 Python 3.10 至 3.14（64 位）。</translation>
    </message>
    <message>
        <source>Choose another one, or leave the field empty.</source>
        <translation>请另选一个，或将此栏留空。</translation>
    </message>
    <message>
        <source>comparing with what is here</source>
        <translation>正在与已有内容比较</translation>
    </message>
    <message>
        <source>Looking at the packages</source>
        <translation>正在检查软件包</translation>
    </message>
    <message>
        <source>installing {n} packages</source>
        <translation>正在安装 {n} 个软件包</translation>
    </message>
    <message>
        <source>choosing the packages</source>
        <translation>正在选择软件包</translation>
    </message>
    <message>
        <source>waiting for your answer</source>
        <translation>等待您的回答</translation>
    </message>
    <message>
        <source>fetching and installing the packages</source>
        <translation>正在获取并安装软件包</translation>
    </message>
    <message>
        <source>It needs {needed} in “{folder}”, and {free} are free.</source>
        <translation>它在“{folder}”中需要 {needed}，可用 {free}。</translation>
    </message>
    <message>
        <source>downloading, {done} of {total}</source>
        <translation>正在下载，{done}，共 {total}</translation>
    </message>
    <message>
        <source>The environment was not changed as asked.</source>
        <translation>环境没有按要求更改。</translation>
    </message>
    <message>
        <source>The installer met an error that it does not know: {error}.</source>
        <translation>安装遇到未知错误：{error}。</translation>
    </message>
    <message>
        <source>The log has the details; report them with “Copy diagnostics”.</source>
        <translation>详情见日志；请用“复制诊断信息”报告。</translation>
    </message>
    <message>
        <source>beginning</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>The environment was not changed.</source>
        <translation>环境没有更改。</translation>
    </message>
    <message>
        <source>Another QGIS is installing into “{folder}”.</source>
        <translation>另一个 QGIS 正在安装到“{folder}”。</translation>
    </message>
    <message>
        <source>Wait until it has ended, then try again.</source>
        <translation>请等它结束后再试。</translation>
    </message>
    <message>
        <source>looking at every file</source>
        <translation>正在检查每个文件</translation>
    </message>
    <message>
        <source>loading the libraries</source>
        <translation>正在加载库</translation>
    </message>
    <message>
        <source>segmenting a tile</source>
        <translation>正在分割一个图块</translation>
    </message>
    <message>
        <source>removing the environment</source>
        <translation>正在移除环境</translation>
    </message>
    <message>
        <source>Removing the environment</source>
        <translation>正在移除环境</translation>
    </message>
    <message>
        <source>“{package}” lacks its file “{file}”, or it was changed.</source>
        <translation>“{package}”缺少文件“{file}”，或该文件已被改动。</translation>
    </message>
    <message>
        <source>{n} files of {names} are missing or were changed, “{file}” among them.</source>
        <translation>{names} 的 {n} 个文件缺失或被改动，其中有“{file}”。</translation>
    </message>
    <message>
        <source>The environment is damaged.</source>
        <translation>环境已损坏。</translation>
    </message>
    <message>
        <source>Click “Repair”: only what is damaged is fetched again.</source>
        <translation>请单击“修复”：只重新获取损坏的部分。</translation>
    </message>
    <message>
        <source>There is no Python in “{folder}”.</source>
        <translation>“{folder}”中没有 Python。</translation>
    </message>
    <message>
        <source>Click “Repair” to make it anew.</source>
        <translation>请单击“修复”以重新建立。</translation>
    </message>
    <message>
        <source>{build}, PyTorch {torch}, Python {python}, {size}</source>
        <translation>{build}，PyTorch {torch}，Python {python}，{size}</translation>
    </message>
    <message>
        <source>No Python {oldest} to {newest} was found here, and none could be fetched.</source>
        <translation>这里没有找到 Python {oldest} 至 {newest}，也无法获取。</translation>
    </message>
    <message>
        <source>Install a Python from your system's packages or python.org, then try again.</source>
        <translation>请从系统软件包或 python.org 安装 Python，然后重试。</translation>
    </message>
    <message>
        <source>The packages could not be chosen.</source>
        <translation>无法选择软件包。</translation>
    </message>
    <message>
        <source>The installer's answer was not understood: {error}.</source>
        <translation>无法理解安装程序的回答：{error}。</translation>
    </message>
    <message>
        <source>Update AerOSeg, and report this with “Copy diagnostics”.</source>
        <translation>请更新 AerOSeg，并用“复制诊断信息”报告。</translation>
    </message>
    <message>
        <source>The installer “uv” could not be fetched, and no Python with “venv” was found.</source>
        <translation>无法获取安装程序“uv”，也没有找到带“venv”的 Python。</translation>
    </message>
    <message>
        <source>Connect to the network, put a file “uv-….whl” into the folder of packages, or install Python (on Debian and Ubuntu the package python3-venv).</source>
        <translation>请连接网络，或将文件“uv-….whl”放入软件包文件夹，或安装 Python（在 Debian 和 Ubuntu 上为软件包 python3-venv）。</translation>
    </message>
    <message>
        <source>There is no space left in “{folder}”.</source>
        <translation>“{folder}”中没有空间。</translation>
    </message>
    <message>
        <source>The folder of packages is not complete.</source>
        <translation>软件包文件夹不完整。</translation>
    </message>
    <message>
        <source>“{name}” is missing in it, or does not fit this Python.</source>
        <translation>其中缺少“{name}”，或它不适合此 Python。</translation>
    </message>
    <message>
        <source>Fill the folder as docs/install.md says, on a computer of the same kind.</source>
        <translation>请按 docs/install.md 所述，在同类计算机上准备该文件夹。</translation>
    </message>
    <message>
        <source>The packages were not downloaded.</source>
        <translation>软件包没有下载。</translation>
    </message>
    <message>
        <source>The package index could not be reached.</source>
        <translation>无法连接软件包索引。</translation>
    </message>
    <message>
        <source>Look after the network and QGIS's proxy settings, then try again.</source>
        <translation>请检查网络和 QGIS 的代理设置，然后重试。</translation>
    </message>
    <message>
        <source>The packages were not installed.</source>
        <translation>软件包没有安装。</translation>
    </message>
    <message>
        <source>The installer said: {line}</source>
        <translation>安装程序的消息：{line}</translation>
    </message>
    <message>
        <source>fetching the installer “uv”</source>
        <translation>正在获取安装程序“uv”</translation>
    </message>
    <message>
        <source>The libraries do not load.</source>
        <translation>无法加载库。</translation>
    </message>
    <message>
        <source>The model does not run in it.</source>
        <translation>模型无法在其中运行。</translation>
    </message>
    <message>
        <source>The environment does not work.</source>
        <translation>环境无法工作。</translation>
    </message>
    <message>
        <source>Try again; if it stays so, report it with “Copy diagnostics”.</source>
        <translation>请重试；若仍如此，请用“复制诊断信息”报告。</translation>
    </message>
    <message>
        <source>The model runs in a Python of its own, with PyTorch, apart from QGIS. It is made here, in a folder of yours, and QGIS's own Python is never changed.</source>
        <translation>模型在带 PyTorch 的独立 Python 中运行，与 QGIS 分开。它在这里建立，位于您的文件夹中，绝不更改 QGIS 的 Python。</translation>
    </message>
    <message>
        <source>Copy diagnostics</source>
        <translation>复制诊断信息</translation>
    </message>
    <message>
        <source>Copy versions, device, environment and the last log lines, without your paths</source>
        <translation>复制版本、设备、环境和最后的日志行，不含您的路径</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>此计算机</translation>
    </message>
    <message>
        <source>Graphics</source>
        <translation>显卡</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>Free disk space</source>
        <translation>可用磁盘空间</translation>
    </message>
    <message>
        <source>Python</source>
        <translation>Python</translation>
    </message>
    <message>
        <source>looking…</source>
        <translation>正在检查…</translation>
    </message>
    <message>
        <source>Environment for the model</source>
        <translation>模型的环境</translation>
    </message>
    <message>
        <source>Which build of PyTorch; the recommended one is first</source>
        <translation>使用哪种 PyTorch 版本；推荐的排在最前</translation>
    </message>
    <message>
        <source>Choose the folder of the environment</source>
        <translation>选择环境的文件夹</translation>
    </message>
    <message>
        <source>Where the environment lies; empty: a folder of your own</source>
        <translation>环境所在位置；留空：您自己的文件夹</translation>
    </message>
    <message>
        <source>Choose the folder of packages</source>
        <translation>选择软件包文件夹</translation>
    </message>
    <message>
        <source>For a computer without network: a folder of package files (.whl). Else empty</source>
        <translation>用于没有网络的计算机：软件包文件 (.whl) 的文件夹。否则留空</translation>
    </message>
    <message>
        <source>from the network</source>
        <translation>来自网络</translation>
    </message>
    <message>
        <source>Build</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Packages</source>
        <translation>软件包</translation>
    </message>
    <message>
        <source>Fetch the packages and put them into the folder</source>
        <translation>获取软件包并放入文件夹</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>Look at every file, load the libraries, segment a tile</source>
        <translation>检查每个文件，加载库，分割一个图块</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>移除…</translation>
    </message>
    <message>
        <source>Remove the environment and all that was fetched for it</source>
        <translation>移除环境及为其获取的全部内容</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>What the installer said</source>
        <translation>安装程序的消息</translation>
    </message>
    <message>
        <source>Use an existing Python instead</source>
        <translation>改用已有的 Python</translation>
    </message>
    <message>
        <source>Choose a Python</source>
        <translation>选择 Python</translation>
    </message>
    <message>
        <source>The Python program for the model; empty: found by itself</source>
        <translation>模型使用的 Python 程序；留空：自动查找</translation>
    </message>
    <message>
        <source>Start the worker with this Python and let it load its libraries</source>
        <translation>用此 Python 启动工作进程并加载其库</translation>
    </message>
    <message>
        <source>Install</source>
        <translation>安装</translation>
    </message>
    <message>
        <source>Install again</source>
        <translation>重新安装</translation>
    </message>
    <message>
        <source>Update</source>
        <translation>更新</translation>
    </message>
    <message>
        <source>Repair</source>
        <translation>修复</translation>
    </message>
    <message>
        <source>PyTorch has no build for this computer.</source>
        <translation>PyTorch 没有适合此计算机的版本。</translation>
    </message>
    <message>
        <source>Not made yet. {size} are here from the last try.</source>
        <translation>尚未建立。上次留下 {size}。</translation>
    </message>
    <message>
        <source>Not made yet.</source>
        <translation>尚未建立。</translation>
    </message>
    <message>
        <source>The environment is damaged. Click “Repair”.</source>
        <translation>环境已损坏。请单击“修复”。</translation>
    </message>
    <message>
        <source>AerOSeg is newer than its packages. Click “Update”. Now: {what}.</source>
        <translation>AerOSeg 比它的软件包新。请单击“更新”。当前：{what}。</translation>
    </message>
    <message>
        <source>Ready: {what}.</source>
        <translation>就绪：{what}。</translation>
    </message>
    <message>
        <source>no GPU that PyTorch can use was found</source>
        <translation>没有找到 PyTorch 可用的 GPU</translation>
    </message>
    <message>
        <source>{name}, driver {driver}, {memory}</source>
        <translation>{name}，驱动 {driver}，{memory}</translation>
    </message>
    <message>
        <source>none that fits; one is fetched, 30 MB</source>
        <translation>没有合适的；将获取一个，30 MB</translation>
    </message>
    <message>
        <source>{build} (recommended)</source>
        <translation>{build}（推荐）</translation>
    </message>
    <message>
        <source>Remove the environment?</source>
        <translation>移除环境？</translation>
    </message>
    <message>
        <source>{size} in “{folder}” are removed. Models, results and settings stay.</source>
        <translation>将移除“{folder}”中的 {size}。模型、结果和设置会保留。</translation>
    </message>
    <message>
        <source>Copied. Paste it into your report.</source>
        <translation>已复制。请粘贴到您的报告中。</translation>
    </message>
    <message>
        <source>Checking, which takes some seconds…</source>
        <translation>正在检查，需要几秒…</translation>
    </message>
    <message>
        <source>This Python works. Device: {name} ({why}). {libraries}.</source>
        <translation>此 Python 可用。设备：{name}（{why}）。{libraries}。</translation>
    </message>
    <message>
        <source>The picture of “{name}” could not be written.</source>
        <translation>无法写入“{name}”的图像。</translation>
    </message>
    <message>
        <source>The folder “{folder}” gave an error: {error}.</source>
        <translation>文件夹“{folder}”出错：{error}。</translation>
    </message>
    <message>
        <source>Free some space, or choose another results folder in the options.</source>
        <translation>请释放空间，或在选项中选择其他结果文件夹。</translation>
    </message>
    <message>
        <source>Some pictures of “{name}” did not come; those places have no result. {why}</source>
        <translation>“{name}”的部分图片没有到达；这些地方没有结果。{why}</translation>
    </message>
    <message>
        <source>“{name}” gave an empty picture.</source>
        <translation>“{name}”给出空白图像。</translation>
    </message>
    <message>
        <source>Its server sent nothing for this area, or cannot be reached.</source>
        <translation>服务器没有为此区域发送内容，或无法连接。</translation>
    </message>
    <message>
        <source>Check that the map shows the layer here, then run again.</source>
        <translation>请确认地图在此处显示该图层，然后重新运行。</translation>
    </message>
    <message>
        <source>“{name}” has no pixels in this area.</source>
        <translation>“{name}”在此区域没有像素。</translation>
    </message>
    <message>
        <source>Everything here is transparent or nodata.</source>
        <translation>这里全部透明或无数据。</translation>
    </message>
    <message>
        <source>Move the map to where the image is.</source>
        <translation>请将地图移到图像所在处。</translation>
    </message>
    <message>
        <source>AerOSeg: reading “{name}”</source>
        <translation>AerOSeg：正在读取“{name}”</translation>
    </message>
    <message>
        <source>The places cannot be brought to the coordinates of the image.</source>
        <translation>无法将这些地点转换到图像的坐标。</translation>
    </message>
    <message>
        <source>Check the coordinate systems of both layers.</source>
        <translation>请检查两个图层的坐标系。</translation>
    </message>
    <message>
        <source>The places could not be handed to the model.</source>
        <translation>无法将这些地点交给模型。</translation>
    </message>
    <message>
        <source>“{path}” cannot be written: {error}.</source>
        <translation>无法写入“{path}”：{error}。</translation>
    </message>
    <message>
        <source>Free some space on the disk of the temporary folder.</source>
        <translation>请释放临时文件夹所在磁盘的空间。</translation>
    </message>
    <message>
        <source>The figures of the result cannot be counted.</source>
        <translation>无法统计结果的数字。</translation>
    </message>
    <message>
        <source>AerOSeg: counting the result</source>
        <translation>AerOSeg：正在统计结果</translation>
    </message>
    <message>
        <source>AerOSeg help</source>
        <translation>AerOSeg 帮助</translation>
    </message>
    <message>
        <source>The page “{page}” did not come with this installation.</source>
        <translation>页面“{page}”未随此安装提供。</translation>
    </message>
    <message>
        <source>Correlation: {image}, {names}</source>
        <translation>相关性：{image}，{names}</translation>
    </message>
    <message>
        <source>The maps were not added.</source>
        <translation>地图没有添加。</translation>
    </message>
    <message>
        <source>QGIS cannot read “{path}”.</source>
        <translation>QGIS 无法读取“{path}”。</translation>
    </message>
    <message>
        <source>Try again; if it repeats, look at the log.</source>
        <translation>请重试；若再次出现，请查看日志。</translation>
    </message>
    <message>
        <source>{title} of “{name}”. {meaning} File: {file}.</source>
        <translation>“{name}”的{title}。{meaning} 文件：{file}。</translation>
    </message>
    <message>
        <source>Cosine of picture and name. What follows may read either sign: with the built-in model low means a match.</source>
        <translation>图像与名称的余弦。后续步骤可读取任一符号：对内置模型，低值表示匹配。</translation>
    </message>
    <message>
        <source>Score of the class, from 0 to 1.</source>
        <translation>类别的得分，从 0 到 1。</translation>
    </message>
    <message>
        <source>High means more of this class to the decoder.</source>
        <translation>对解码器来说，高值表示更多属于此类别。</translation>
    </message>
    <message>
        <source>Make the environment for the model</source>
        <translation>建立模型的环境</translation>
    </message>
    <message>
        <source>More choices…</source>
        <translation>更多选择…</translation>
    </message>
    <message>
        <source>Other builds, another folder, a computer without network: options, Environment</source>
        <translation>其他版本、其他文件夹、没有网络的计算机：选项，环境</translation>
    </message>
    <message>
        <source>Use an existing Python…</source>
        <translation>使用已有的 Python…</translation>
    </message>
    <message>
        <source>Choose a Python that has PyTorch and the other packages</source>
        <translation>选择带有 PyTorch 和其他软件包的 Python</translation>
    </message>
    <message>
        <source>Install ({size})</source>
        <translation>安装 ({size})</translation>
    </message>
    <message>
        <source>The environment for the model is being made. You can go on working.</source>
        <translation>正在建立模型的环境。您可以继续工作。</translation>
    </message>
    <message>
        <source>AerOSeg is newer than its packages. Update them: only what changed is fetched.</source>
        <translation>AerOSeg 比它的软件包新。请更新：只获取有变化的部分。</translation>
    </message>
    <message>
        <source>The environment for the model is damaged. Repair it.</source>
        <translation>模型的环境已损坏。请修复。</translation>
    </message>
    <message>
        <source>AerOSeg has no Python for its model yet. Looking at this computer…</source>
        <translation>AerOSeg 还没有用于模型的 Python。正在检查此计算机…</translation>
    </message>
    <message>
        <source>AerOSeg has no Python for its model yet, and PyTorch has no build for this computer. Choose an existing Python with PyTorch if you have one.</source>
        <translation>AerOSeg 还没有用于模型的 Python，而 PyTorch 没有适合此计算机的版本。如有带 PyTorch 的 Python，请选用它。</translation>
    </message>
    <message>
        <source>AerOSeg has no Python for its model yet. It needs PyTorch, once, in a folder of its own: {download} to download, {disk} on disk. QGIS's own Python is not touched.</source>
        <translation>AerOSeg 还没有用于模型的 Python。它需要一次性安装 PyTorch，放在独立的文件夹中：下载 {download}，占用磁盘 {disk}。不会改动 QGIS 的 Python。</translation>
    </message>
    <message>
        <source>{size} are here from the last try.</source>
        <translation>上次留下 {size}。</translation>
    </message>
    <message>
        <source>How far the installation is</source>
        <translation>安装进度</translation>
    </message>
    <message>
        <source>Stop; what was downloaded is kept, and the next try goes on</source>
        <translation>停止；已下载的部分会保留，下次继续</translation>
    </message>
    <message>
        <source>A larger download than expected</source>
        <translation>下载比预期大</translation>
    </message>
    <message>
        <source>The build that was proposed cannot be had from here. The package index offers another one, of {size}.</source>
        <translation>建议的版本无法从这里获取。软件包索引提供另一个版本，大小为 {size}。</translation>
    </message>
    <message>
        <source>It works as well, but takes more time and more disk space.</source>
        <translation>它同样可用，但需要更多时间和磁盘空间。</translation>
    </message>
    <message>
        <source>Download {size}</source>
        <translation>下载 {size}</translation>
    </message>
    <message>
        <source>AerOSeg: a large area</source>
        <translation>AerOSeg：大区域</translation>
    </message>
    <message>
        <source>This area is {size} at {gsd} per pixel.</source>
        <translation>此区域为 {size}，每像素 {gsd}。</translation>
    </message>
    <message>
        <source>Use {gsd}</source>
        <translation>使用 {gsd}</translation>
    </message>
    <message>
        <source>Run it all</source>
        <translation>全部运行</translation>
    </message>
    <message>
        <source>It has {tiles} tiles; it takes {time} on this computer and up to {disk} on disk.</source>
        <translation>它有 {tiles} 个图块；在此计算机上需要 {time}，最多占用磁盘 {disk}。</translation>
    </message>
    <message>
        <source>It asks the server for {n} map tiles, {rate} a second at most.</source>
        <translation>将向服务器请求 {n} 个地图瓦片，每秒最多 {rate} 个。</translation>
    </message>
    <message>
        <source>That is {n} map tiles from the server, more than is decent to ask for.</source>
        <translation>这相当于服务器的 {n} 个地图瓦片，超出了合理的请求量。</translation>
    </message>
    <message>
        <source>Zoom in for a smaller area.</source>
        <translation>请放大以缩小区域。</translation>
    </message>
    <message>
        <source>At {gsd} per pixel it takes {time}, but the model was made for {made} and may find little. Zooming in is better.</source>
        <translation>每像素 {gsd} 时需要 {time}，但模型是为 {made} 制作的，可能找到的不多。放大更好。</translation>
    </message>
    <message>
        <source>At {gsd} per pixel it takes {time}, but small things may be missed. Zooming in keeps them.</source>
        <translation>每像素 {gsd} 时需要 {time}，但可能漏掉小物体。放大可保留它们。</translation>
    </message>
    <message>
        <source>&amp;Teach a word…</source>
        <translation>教一个词(&amp;T)…</translation>
    </message>
    <message>
        <source>Show in a few places what a word means, known or not</source>
        <translation>在几处指明某个词的含义，无论模型是否认识</translation>
    </message>
    <message>
        <source>&amp;Calibrate…</source>
        <translation>校准(&amp;C)…</translation>
    </message>
    <message>
        <source>Fit the thresholds of the classes on polygons of which you know them</source>
        <translation>用已知类别的多边形拟合各类别的阈值</translation>
    </message>
    <message>
        <source>A word is being taught already.</source>
        <translation>正在教另一个词。</translation>
    </message>
    <message>
        <source>Choose a model that is ready first.</source>
        <translation>请先选择已就绪的模型。</translation>
    </message>
    <message>
        <source>Words cannot be taught to this kind of model.</source>
        <translation>无法向此类模型教词。</translation>
    </message>
    <message>
        <source>Teach this word…</source>
        <translation>教这个词…</translation>
    </message>
    <message>
        <source>Show in a few places what the word means</source>
        <translation>在几处指明该词的含义</translation>
    </message>
    <message>
        <source>Forget what was taught</source>
        <translation>忘记所教内容</translation>
    </message>
    <message>
        <source>“{name}” is kept: from now on it means what you showed.</source>
        <translation>“{name}”已保留：从现在起表示您所指明的内容。</translation>
    </message>
    <message>
        <source>What was learned is discarded.</source>
        <translation>已放弃所学内容。</translation>
    </message>
    <message>
        <source>Forget a word</source>
        <translation>忘记一个词</translation>
    </message>
    <message>
        <source>Forget what “{name}” was taught from {n} places? This cannot be undone.</source>
        <translation>忘记“{name}”从 {n} 处所学的内容？无法撤销。</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>忘记</translation>
    </message>
    <message>
        <source>{n} classes of the list were changed.</source>
        <translation>列表中 {n} 个类别已更改。</translation>
    </message>
    <message>
        <source>One class of the list was changed.</source>
        <translation>列表中 1 个类别已更改。</translation>
    </message>
    <message>
        <source>“{name}” is not known to the model “{model}” and gets no pixel.</source>
        <translation>模型“{model}”不认识“{name}”，它得不到像素。</translation>
    </message>
    <message>
        <source>{n} names are not known to the model “{model}” and get no pixel. Point at one to see which models know it.</source>
        <translation>模型“{model}”不认识 {n} 个名称，它们得不到像素。指向其中一个可查看哪些模型认识它。</translation>
    </message>
    <message>
        <source>Without background words each pixel gets one of your names. Switch them on, or add “background” to the list.</source>
        <translation>没有背景词时，每个像素都会得到您的某个名称。请启用背景词，或将“background”加入列表。</translation>
    </message>
    <message>
        <source>“{file}” cannot be written.</source>
        <translation>无法写入“{file}”。</translation>
    </message>
    <message>
        <source>{name} (not known to this model)</source>
        <translation>{name}（此模型不认识）</translation>
    </message>
    <message>
        <source>unsure</source>
        <translation>不确定</translation>
    </message>
    <message>
        <source>sure</source>
        <translation>确定</translation>
    </message>
    <message>
        <source>One more model…</source>
        <translation>还有一个模型…</translation>
    </message>
    <message>
        <source>{n} more models…</source>
        <translation>还有 {n} 个模型…</translation>
    </message>
    <message>
        <source>Models whose weights are not here, and how to get them: options, Models</source>
        <translation>权重尚未下载的模型及获取方法：选项，模型</translation>
    </message>
    <message>
        <source>looking for models…</source>
        <translation>正在查找模型…</translation>
    </message>
    <message>
        <source>no model</source>
        <translation>没有模型</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>needs download</source>
        <translation>需要下载</translation>
    </message>
    <message>
        <source>needs weights</source>
        <translation>需要权重</translation>
    </message>
    <message>
        <source>broken</source>
        <translation>损坏</translation>
    </message>
    <message>
        <source>State: {state}. {reason}</source>
        <translation>状态：{state}。{reason}</translation>
    </message>
    <message>
        <source>Names: any (open vocabulary)</source>
        <translation>名称：任意（开放词汇）</translation>
    </message>
    <message>
        <source>{names} and {n} more</source>
        <translation>{names} 另有 {n} 个</translation>
    </message>
    <message>
        <source>Names ({n}): {names}</source>
        <translation>名称 ({n})：{names}</translation>
    </message>
    <message>
        <source>Works best at {gsd} per pixel; tiles of {tile} px</source>
        <translation>最适合每像素 {gsd}；图块 {tile} px</translation>
    </message>
    <message>
        <source>Needs: {needs}</source>
        <translation>需要：{needs}</translation>
    </message>
    <message>
        <source>nothing else</source>
        <translation>无其他</translation>
    </message>
    <message>
        <source>Size: {size}</source>
        <translation>大小：{size}</translation>
    </message>
    <message>
        <source>Licence: {licence}</source>
        <translation>许可：{licence}</translation>
    </message>
    <message>
        <source>Credit: {credit}</source>
        <translation>致谢：{credit}</translation>
    </message>
    <message>
        <source>File: {path}</source>
        <translation>文件：{path}</translation>
    </message>
    <message>
        <source>Models that Segment can use. A fine-tuned checkpoint of your own is one .safetensors file, made by the training scripts that come with AerOSeg.</source>
        <translation>可用于分割的模型。您自己微调的检查点是一个 .safetensors 文件，由 AerOSeg 附带的训练脚本生成。</translation>
    </message>
    <message>
        <source>What the chosen model is</source>
        <translation>所选模型的说明</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>许可</translation>
    </message>
    <message>
        <source>Models that ship with AerOSeg, and yours</source>
        <translation>AerOSeg 附带的模型和您自己的模型</translation>
    </message>
    <message>
        <source>Add checkpoint…</source>
        <translation>添加检查点…</translation>
    </message>
    <message>
        <source>Choose a .safetensors file; it is looked into before it is added</source>
        <translation>选择 .safetensors 文件；添加前会先检查</translation>
    </message>
    <message>
        <source>Take the checkpoint off this list; the file stays</source>
        <translation>将检查点移出此列表；文件保留</translation>
    </message>
    <message>
        <source>Check file</source>
        <translation>检查文件</translation>
    </message>
    <message>
        <source>Read the whole file, and compare it with what is known of it</source>
        <translation>读取整个文件，并与已知信息比较</translation>
    </message>
    <message>
        <source>Show the chosen model's file in the file manager</source>
        <translation>在文件管理器中显示所选模型的文件</translation>
    </message>
    <message>
        <source>Choose the folder of models</source>
        <translation>选择模型文件夹</translation>
    </message>
    <message>
        <source>Where downloaded models are kept, up to some GB; empty: a folder of your own</source>
        <translation>下载的模型所在位置，可达数 GB；留空：您自己的文件夹</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Remove what names mean to a model, and downloads that were cut; both come again</source>
        <translation>移除名称对模型的含义数据和中断的下载；两者都会再次生成</translation>
    </message>
    <message>
        <source>Folder of models</source>
        <translation>模型文件夹</translation>
    </message>
    <message>
        <source>Cache</source>
        <translation>缓存</translation>
    </message>
    <message>
        <source>Choose a checkpoint</source>
        <translation>选择检查点</translation>
    </message>
    <message>
        <source>Checkpoints (*.safetensors)</source>
        <translation>检查点 (*.safetensors)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>This checkpoint is in the list already.</source>
        <translation>此检查点已在列表中。</translation>
    </message>
    <message>
        <source>Looking into “{path}”…</source>
        <translation>正在检查“{path}”…</translation>
    </message>
    <message>
        <source>“{title}” was looked into and joins the list with OK.</source>
        <translation>“{title}”已检查，按“确定”后加入列表。</translation>
    </message>
    <message>
        <source>The checkpoint leaves the list with OK; the file stays.</source>
        <translation>检查点将在按“确定”后移出列表；文件保留。</translation>
    </message>
    <message>
        <source>Reading “{title}”…</source>
        <translation>正在读取“{title}”…</translation>
    </message>
    <message>
        <source>Reading {file}</source>
        <translation>正在读取 {file}</translation>
    </message>
    <message>
        <source>“{title}” is not the file that is listed: its checksum is another one.</source>
        <translation>“{title}”不是列表中的文件：其校验和不同。</translation>
    </message>
    <message>
        <source>“{title}” can be read to its end. SHA-256: {digest}</source>
        <translation>“{title}”可以完整读取。SHA-256：{digest}</translation>
    </message>
    <message>
        <source>{size}: meanings of names, downloads that were cut</source>
        <translation>{size}：名称的含义、中断的下载</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>空</translation>
    </message>
    <message>
        <source>{size} were removed.</source>
        <translation>已移除 {size}。</translation>
    </message>
    <message>
        <source>Class names from a layer</source>
        <translation>来自图层的类别名称</translation>
    </message>
    <message>
        <source>A layer with the names as an attribute</source>
        <translation>以名称为属性的图层</translation>
    </message>
    <message>
        <source>Each different value becomes a class</source>
        <translation>每个不同值成为一个类别</translation>
    </message>
    <message>
        <source>With the colours of its symbols</source>
        <translation>使用其符号的颜色</translation>
    </message>
    <message>
        <source>Take the names</source>
        <translation>采用名称</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>{n} names: {names}</source>
        <translation>{n} 个名称：{names}</translation>
    </message>
    <message>
        <source>There is no vector layer in the project.</source>
        <translation>项目中没有矢量图层。</translation>
    </message>
    <message>
        <source>This field holds no text. Choose another one.</source>
        <translation>此字段没有文本。请另选一个。</translation>
    </message>
    <message>
        <source>{text} These are many: is it the right field?</source>
        <translation>{text} 数量很多：字段选对了吗？</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>环境</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Advanced</source>
        <translation>高级</translation>
    </message>
    <message>
        <source>Background words</source>
        <translation>背景词</translation>
    </message>
    <message>
        <source>Each run gets a new folder with the class raster, its style, the scores and the record of the run. Nothing that exists is overwritten.</source>
        <translation>每次运行都有新的文件夹，包含类别栅格、样式、得分和运行记录。不会覆盖任何已有内容。</translation>
    </message>
    <message>
        <source>Choose the results folder</source>
        <translation>选择结果文件夹</translation>
    </message>
    <message>
        <source>Empty: beside the project, or in your data folder while the project is not saved</source>
        <translation>留空：在项目旁边；项目未保存时在您的数据文件夹中</translation>
    </message>
    <message>
        <source>Results folder</source>
        <translation>结果文件夹</translation>
    </message>
    <message>
        <source>The device that computes, and memory for images that were seen.</source>
        <translation>用于计算的设备，以及已看过图像的内存。</translation>
    </message>
    <message>
        <source>Where the model runs; automatic takes the fastest that works</source>
        <translation>模型运行的位置；自动选择可用的最快设备</translation>
    </message>
    <message>
        <source> MiB</source>
        <translation> MiB</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Encoded image parts kept in memory: asking other names again is then much faster</source>
        <translation>保留在内存中的已编码图像：再查询其他名称会快得多</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Memory for encoded images</source>
        <translation>已编码图像的内存</translation>
    </message>
    <message>
        <source>SegEarth-OV compares your names with these words, so that a single name does not fill the map. What is nearer to one of them gets no class. A row takes no part when one of your names holds a word of its second column.</source>
        <translation>SegEarth-OV 将您的名称与这些词比较，以免单个名称填满地图。更接近其中某个词的部分不归类。当您的名称包含某行第二列的词时，该行不参与。</translation>
    </message>
    <message>
        <source>Left out when a name holds</source>
        <translation>名称包含以下词时略去</translation>
    </message>
    <message>
        <source>Words with commas between; double-click or F2 to edit</source>
        <translation>用逗号分隔的词；双击或按 F2 编辑</translation>
    </message>
    <message>
        <source>Add row</source>
        <translation>添加行</translation>
    </message>
    <message>
        <source>Add words of a kind</source>
        <translation>添加一类词</translation>
    </message>
    <message>
        <source>Remove row</source>
        <translation>移除行</translation>
    </message>
    <message>
        <source>Take the selected rows out</source>
        <translation>去掉所选的行</translation>
    </message>
    <message>
        <source>Restore default</source>
        <translation>恢复默认</translation>
    </message>
    <message>
        <source>The list that ships with AerOSeg</source>
        <translation>AerOSeg 附带的列表</translation>
    </message>
    <message>
        <source>Without any word the default list stays. To compare with no words at all, switch “Background words” off in the panel.</source>
        <translation>没有任何词时使用默认列表。若完全不与词比较，请在面板中关闭“背景词”。</translation>
    </message>
    <message>
        <source>More than {n} rows cannot be used.</source>
        <translation>不能使用超过 {n} 行。</translation>
    </message>
    <message>
        <source>The row of “{word}” holds too many words.</source>
        <translation>“{word}”这一行的词过多。</translation>
    </message>
    <message>
        <source>“{word}…” is longer than {n} letters.</source>
        <translation>“{word}…”超过 {n} 个字符。</translation>
    </message>
    <message>
        <source>Set up the Python for the model first.</source>
        <translation>请先为模型准备 Python。</translation>
    </message>
    <message>
        <source>Enter how large a pixel of this image is on the ground.</source>
        <translation>请输入此图像一个像素在地面上的大小。</translation>
    </message>
    <message>
        <source>Type at least one class name.</source>
        <translation>请至少输入一个类别名称。</translation>
    </message>
    <message>
        <source>Add a name to look for: “{name}” alone means everything else.</source>
        <translation>请添加要查找的名称：只有“{name}”表示其余一切。</translation>
    </message>
    <message>
        <source>Download this model first, or choose another one.</source>
        <translation>请先下载此模型，或选择其他模型。</translation>
    </message>
    <message>
        <source>This model is not ready: {state}.</source>
        <translation>此模型尚未就绪：{state}。</translation>
    </message>
    <message>
        <source>This model knows none of these names.</source>
        <translation>此模型不认识这些名称中的任何一个。</translation>
    </message>
    <message>
        <source>This area is too large to look inside the model.</source>
        <translation>此区域过大，无法查看模型内部。</translation>
    </message>
    <message>
        <source>It has {size}, and about 4,096 × 4,096 px is the most.</source>
        <translation>它有 {size}，最多约 4,096 × 4,096 px。</translation>
    </message>
    <message>
        <source>Zoom in, or choose a coarser resolution.</source>
        <translation>请放大，或选择较粗的分辨率。</translation>
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
        <translation>此运行在别处完成，因此不知道其图像在哪里。</translation>
    </message>
    <message>
        <source>QGIS drew this layer for the run, and the command line reads files only. Save the layer as a GeoTIFF and segment that.</source>
        <translation>此图层由 QGIS 为运行绘制，而命令行只读取文件。请将图层保存为 GeoTIFF 后再分割。</translation>
    </message>
    <message>
        <source>How QGIS drew this layer was not kept.</source>
        <translation>没有保留 QGIS 绘制此图层的方式。</translation>
    </message>
    <message>
        <source>AerOSeg panel</source>
        <translation>AerOSeg 面板</translation>
    </message>
    <message>
        <source>Segment the map by class names (AerOSeg)</source>
        <translation>按类别名称分割地图 (AerOSeg)</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Open the log messages of AerOSeg</source>
        <translation>打开 AerOSeg 的日志消息</translation>
    </message>
    <message>
        <source>“{image}” is segmented, in {time}.</source>
        <translation>“{image}”已分割，用时 {time}。</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Zoom to the result</source>
        <translation>缩放到结果</translation>
    </message>
    <message>
        <source>Correlation layers of “{image}”, in {time}. {which}</source>
        <translation>“{image}”的相关性图层，用时 {time}。{which}</translation>
    </message>
    <message>
        <source>Contact sheet</source>
        <translation>总览图</translation>
    </message>
    <message>
        <source>Open the picture with all maps side by side</source>
        <translation>打开并排显示所有地图的图片</translation>
    </message>
    <message>
        <source>Choose a Python with PyTorch</source>
        <translation>选择带 PyTorch 的 Python</translation>
    </message>
    <message>
        <source>The environment for the model is ready.</source>
        <translation>模型的环境已就绪。</translation>
    </message>
    <message>
        <source>The environment for the model is repaired.</source>
        <translation>模型的环境已修复。</translation>
    </message>
    <message>
        <source>The environment for the model is removed.</source>
        <translation>模型的环境已移除。</translation>
    </message>
    <message>
        <source>The environment for the model is well.</source>
        <translation>模型的环境正常。</translation>
    </message>
    <message>
        <source>Sample scene</source>
        <translation>示例场景</translation>
    </message>
    <message>
        <source>The sample scene could not be opened.</source>
        <translation>无法打开示例场景。</translation>
    </message>
    <message>
        <source>Install the plugin again, or open an image of your own.</source>
        <translation>请重新安装插件，或打开自己的图像。</translation>
    </message>
    <message>
        <source>Polygons of the result</source>
        <translation>结果的多边形</translation>
    </message>
    <message>
        <source>One feature for each class</source>
        <translation>每个类别一个要素</translation>
    </message>
    <message>
        <source>Otherwise each connected object is a feature of its own</source>
        <translation>否则每个相连的对象单独成为要素</translation>
    </message>
    <message>
        <source> m²</source>
        <translation> m²</translation>
    </message>
    <message>
        <source>keep all</source>
        <translation>全部保留</translation>
    </message>
    <message>
        <source>Smaller objects are left out, and smaller holes are filled</source>
        <translation>较小的对象略去，较小的孔洞填充</translation>
    </message>
    <message>
        <source>Follow the pixels (areas are exact)</source>
        <translation>沿像素边界（面积精确）</translation>
    </message>
    <message>
        <source>Smooth the borders</source>
        <translation>平滑边界</translation>
    </message>
    <message>
        <source>Straight edges, right angles where they fit</source>
        <translation>直边，合适处为直角</translation>
    </message>
    <message>
        <source>Smoothing and right angles treat each object by itself: between neighbours thin gaps and overlaps may be left.</source>
        <translation>平滑和直角化对每个对象单独处理：相邻对象间可能留有细缝或重叠。</translation>
    </message>
    <message>
        <source>GeoPackage (*.gpkg)</source>
        <translation>GeoPackage (*.gpkg)</translation>
    </message>
    <message>
        <source>A new file; it gets area, perimeter and mean score as fields</source>
        <translation>新文件；带有面积、周长和平均得分字段</translation>
    </message>
    <message>
        <source>Make polygons</source>
        <translation>生成多边形</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>要素</translation>
    </message>
    <message>
        <source>Smallest area</source>
        <translation>最小面积</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>形状</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>This result is large: it may take minutes. You can go on working.</source>
        <translation>此结果较大：可能需要几分钟。您可以继续工作。</translation>
    </message>
    <message>
        <source>AerOSeg: polygons of “{file}”</source>
        <translation>AerOSeg：“{file}”的多边形</translation>
    </message>
    <message>
        <source>The polygons were not added to the map.</source>
        <translation>多边形没有添加到地图。</translation>
    </message>
    <message>
        <source>Run again; if it repeats, look at the log.</source>
        <translation>请重新运行；若再次出现，请查看日志。</translation>
    </message>
    <message>
        <source>So far</source>
        <translation>目前</translation>
    </message>
    <message>
        <source>So far: {done} of {total} blocks</source>
        <translation>目前：{total} 块中的 {done} 块</translation>
    </message>
    <message>
        <source>The worker reported an error without a message.</source>
        <translation>工作进程报告了没有消息的错误。</translation>
    </message>
    <message>
        <source>{what} is not written to “{file}”.</source>
        <translation>{what}无法写入“{file}”。</translation>
    </message>
    <message>
        <source>Results are GeoTIFF files.</source>
        <translation>结果为 GeoTIFF 文件。</translation>
    </message>
    <message>
        <source>Give it a name that ends with “.tif”.</source>
        <translation>请使用以“.tif”结尾的名称。</translation>
    </message>
    <message>
        <source>The result “{file}” cannot be written.</source>
        <translation>无法写入结果“{file}”。</translation>
    </message>
    <message>
        <source>“{folder}”: {error}.</source>
        <translation>“{folder}”：{error}。</translation>
    </message>
    <message>
        <source>Choose a folder that you may write to, and close programs that use the file.</source>
        <translation>请选择您可写入的文件夹，并关闭正在使用该文件的程序。</translation>
    </message>
    <message>
        <source>Compare with reference</source>
        <translation>与参考比较</translation>
    </message>
    <message>
        <source>IoU, F1 and confusion matrix of a class raster against what is true.</source>
        <translation>类别栅格与真实情况相比的 IoU、F1 和混淆矩阵。</translation>
    </message>
    <message>
        <source>Compares a class raster with a reference: another raster, or polygons with a field of class names or numbers. Gives IoU, F1, precision and recall of each class, the mean IoU, the overall accuracy and the confusion matrix.

The reference may have another coordinate system and other pixels; it is brought onto the pixels of the class raster (nearest value, centre of the pixel). Classes are matched by name, synonyms included, or by number. Where the reference uses others, say so line by line: “5 = building”. Classes of the reference that the result was not asked for count as “other”.

“Other” is counted in the matrix and the accuracy, and left out of the mean IoU. Pixels without data on either side are left out.</source>
        <translation>将类别栅格与参考比较：参考可以是另一个栅格，或带有类别名称或编号字段的多边形。给出各类别的 IoU、F1、精确率和召回率，以及平均 IoU、总体精度和混淆矩阵。

参考的坐标系和像素可以不同；它会对齐到类别栅格的像素（最近的值，像素中心）。类别按名称（包括同义词）或编号对应。参考使用其他名称或编号时，请逐行说明：“5 = building”。结果未查找的参考类别计为“其他”。

“其他”计入矩阵和精度，不计入平均 IoU。任一方无数据的像素略去。</translation>
    </message>
    <message>
        <source>accuracy,validation,evaluation,iou,jaccard,f1,confusion matrix,ground truth,error</source>
        <translation>精度,验证,评价,评估,iou,jaccard,f1,混淆矩阵,地面真值,误差</translation>
    </message>
    <message>
        <source>Reference: a raster</source>
        <translation>参考：栅格</translation>
    </message>
    <message>
        <source>or polygons</source>
        <translation>或多边形</translation>
    </message>
    <message>
        <source>Field with the class</source>
        <translation>类别字段</translation>
    </message>
    <message>
        <source>Names or numbers. Not needed where the class raster has one class only.</source>
        <translation>名称或编号。类别栅格只有一个类别时不需要。</translation>
    </message>
    <message>
        <source>Names of the reference</source>
        <translation>参考的名称</translation>
    </message>
    <message>
        <source>One a line: value of the reference = class of the result, as in 5 = building</source>
        <translation>每行一个：参考的值 = 结果的类别，例如 5 = building</translation>
    </message>
    <message>
        <source>Pixels outside of the polygons</source>
        <translation>多边形外的像素</translation>
    </message>
    <message>
        <source>are left out</source>
        <translation>略去</translation>
    </message>
    <message>
        <source>are none of the classes</source>
        <translation>视为不属于任何类别</translation>
    </message>
    <message>
        <source>Left out where polygons are samples; none of the classes where they are complete.</source>
        <translation>多边形是样本时略去；多边形完整时视为不属于任何类别。</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>HTML files (*.html)</source>
        <translation>HTML 文件 (*.html)</translation>
    </message>
    <message>
        <source>Report for programs</source>
        <translation>供程序使用的报告</translation>
    </message>
    <message>
        <source>JSON files (*.json)</source>
        <translation>JSON 文件 (*.json)</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>CSV files (*.csv)</source>
        <translation>CSV 文件 (*.csv)</translation>
    </message>
    <message>
        <source>Mean IoU</source>
        <translation>平均 IoU</translation>
    </message>
    <message>
        <source>Overall accuracy</source>
        <translation>总体精度</translation>
    </message>
    <message>
        <source>Pixels compared</source>
        <translation>比较的像素数</translation>
    </message>
    <message>
        <source>There is nothing to compare with, or too much. Give either a reference raster or reference polygons.</source>
        <translation>没有可比较的参考，或给得太多。请指定参考栅格或参考多边形其中之一。</translation>
    </message>
    <message>
        <source>bringing the reference onto the pixels of the result</source>
        <translation>正在将参考对齐到结果的像素</translation>
    </message>
    <message>
        <source>counting pixels</source>
        <translation>正在统计像素</translation>
    </message>
    <message>
        <source>There is nothing to compare.</source>
        <translation>没有可比较的内容。</translation>
    </message>
    <message>
        <source>The reference has no pixel where the class raster has one.</source>
        <translation>在类别栅格有像素之处，参考没有像素。</translation>
    </message>
    <message>
        <source>Check that both lie in the same place, and the names of the reference.</source>
        <translation>请检查两者是否位于同一处，以及参考的名称。</translation>
    </message>
    <message>
        <source>Counted as “other”, since the result was not asked for it: {names}.</source>
        <translation>计为“其他”，因为结果未查找它们：{names}。</translation>
    </message>
    <message>
        <source>The reference was not compared.</source>
        <translation>未与参考进行比较。</translation>
    </message>
    <message>
        <source>The class raster has {n} classes, and nothing says which polygon is what.</source>
        <translation>类别栅格有 {n} 个类别，却没有说明哪个多边形属于哪个类别。</translation>
    </message>
    <message>
        <source>Choose the field with the class.</source>
        <translation>请选择类别字段。</translation>
    </message>
    <message>
        <source>{name}: IoU {iou}, F1 {f1}</source>
        <translation>{name}：IoU {iou}，F1 {f1}</translation>
    </message>
    <message>
        <source>“{result}” against the reference</source>
        <translation>“{result}”与参考的比较</translation>
    </message>
    <message>
        <source>There is no class “{name}” in the class raster.</source>
        <translation>类别栅格中没有类别“{name}”。</translation>
    </message>
    <message>
        <source>Its classes are: {names}.</source>
        <translation>其类别为：{names}。</translation>
    </message>
    <message>
        <source>Correct the names of the reference.</source>
        <translation>请更正参考的名称。</translation>
    </message>
    <message>
        <source>The line “{line}” cannot be read.</source>
        <translation>无法读取“{line}”这一行。</translation>
    </message>
    <message>
        <source>It has to name a value of the reference and a class of the result.</source>
        <translation>它须给出参考的一个值和结果的一个类别。</translation>
    </message>
    <message>
        <source>Write for example: 5 = building</source>
        <translation>例如写成：5 = building</translation>
    </message>
    <message>
        <source>other</source>
        <translation>其他</translation>
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
        <translation>精确率</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>召回率</translation>
    </message>
    <message>
        <source>Reference (px)</source>
        <translation>参考 (px)</translation>
    </message>
    <message>
        <source>Result (px)</source>
        <translation>结果 (px)</translation>
    </message>
    <message>
        <source>Reference ↓ Result →</source>
        <translation>参考 ↓ 结果 →</translation>
    </message>
    <message>
        <source>Mean IoU {miou}, overall accuracy {accuracy}, {n} pixels compared.</source>
        <translation>平均 IoU {miou}，总体精度 {accuracy}，共比较 {n} 个像素。</translation>
    </message>
    <message>
        <source>Confusion matrix (pixels)</source>
        <translation>混淆矩阵（像素）</translation>
    </message>
    <message>
        <source>{name}: {n} pixels, {area} ha</source>
        <translation>{name}：{n} 个像素，{area} ha</translation>
    </message>
    <message>
        <source>, mean score {score}</source>
        <translation>，平均得分 {score}</translation>
    </message>
    <message>
        <source>“{name}” cannot be used here.</source>
        <translation>此处无法使用“{name}”。</translation>
    </message>
    <message>
        <source>It is no raster file on this computer.</source>
        <translation>它不是此计算机上的栅格文件。</translation>
    </message>
    <message>
        <source>Save it as a GeoTIFF first.</source>
        <translation>请先另存为 GeoTIFF。</translation>
    </message>
    <message>
        <source>The model that answers. “builtin” comes with AerOSeg; others are listed with their state in the options, Models. Scripts may give any id, or the path of a checkpoint.</source>
        <translation>给出答案的模型。“builtin”随 AerOSeg 提供；其他模型及其状态列在选项的“模型”页中。脚本可指定任意 ID，或检查点的路径。</translation>
    </message>
    <message>
        <source>There is no model “{name}”.</source>
        <translation>没有模型“{name}”。</translation>
    </message>
    <message>
        <source>The models are: {names}.</source>
        <translation>可用的模型：{names}。</translation>
    </message>
    <message>
        <source>Give one of these names, or the path of a checkpoint.</source>
        <translation>请指定其中一个名称，或检查点的路径。</translation>
    </message>
    <message>
        <source>The model “{title}” cannot run yet.</source>
        <translation>模型“{title}”尚不能运行。</translation>
    </message>
    <message>
        <source>Open the AerOSeg options, Models, to fetch it, or choose another one.</source>
        <translation>请在 AerOSeg 选项的“模型”页中获取它，或另选一个。</translation>
    </message>
    <message>
        <source>Classes to polygons</source>
        <translation>类别转多边形</translation>
    </message>
    <message>
        <source>Makes polygons of a class raster, with area, perimeter and mean score.</source>
        <translation>由类别栅格生成带面积、周长和平均得分的多边形。</translation>
    </message>
    <message>
        <source>Makes polygons of a class raster: one for each object or one for each class, with class, area, perimeter and, where the scores of the run are given, the mean score. Areas are measured on the project's ellipsoid.

Objects below the least area are left out, and smaller holes are filled. “pixels” follows the pixels exactly; “smooth” rounds the stairs; “straight” makes right angles, as buildings have them.

The result is a GeoPackage. No polygon is cut anywhere, however large the raster.</source>
        <translation>由类别栅格生成多边形：每个对象一个，或每个类别一个，带有类别、面积和周长；指定运行的得分时，还有平均得分。面积在项目的椭球体上量算。

小于最小面积的对象略去，较小的孔洞填充。“pixels”精确沿像素边界；“smooth”平滑阶梯状边缘；“straight”生成建筑物那样的直角。

结果为 GeoPackage。无论栅格多大，多边形都不会被切断。</translation>
    </message>
    <message>
        <source>vectorise,vectorize,polygonize,polygons,buildings,footprints,area,dissolve,objects</source>
        <translation>矢量化,多边形化,栅格转矢量,多边形,建筑物,建筑轮廓,面积,融合,对象</translation>
    </message>
    <message>
        <source>Scores of the same run</source>
        <translation>同一次运行的得分</translation>
    </message>
    <message>
        <source>For the mean score of each polygon. Empty: those of the run, where they are known.</source>
        <translation>用于各多边形的平均得分。留空：该运行的得分（若已知）。</translation>
    </message>
    <message>
        <source>Only these classes</source>
        <translation>仅这些类别</translation>
    </message>
    <message>
        <source>Names or numbers with commas between; empty: all.</source>
        <translation>用逗号分隔的名称或编号；留空：全部。</translation>
    </message>
    <message>
        <source>Least area (square metres)</source>
        <translation>最小面积（平方米）</translation>
    </message>
    <message>
        <source>Smaller objects are left out, smaller holes are filled.</source>
        <translation>较小的对象略去，较小的孔洞填充。</translation>
    </message>
    <message>
        <source>pixels: as they are; smooth: rounded; straight: right angles.</source>
        <translation>pixels：保持原样；smooth：平滑；straight：直角。</translation>
    </message>
    <message>
        <source>Number of features</source>
        <translation>要素数量</translation>
    </message>
    <message>
        <source>Objects by class</source>
        <translation>各类别的对象</translation>
    </message>
    <message>
        <source>The polygons are not written to “{file}”.</source>
        <translation>多边形无法写入“{file}”。</translation>
    </message>
    <message>
        <source>Results are GeoPackages.</source>
        <translation>结果为 GeoPackage。</translation>
    </message>
    <message>
        <source>Give it a name that ends with “.gpkg”.</source>
        <translation>请使用以“.gpkg”结尾的名称。</translation>
    </message>
    <message>
        <source>tracing the outlines</source>
        <translation>正在追踪轮廓</translation>
    </message>
    <message>
        <source>Name some of these, or leave the field empty.</source>
        <translation>请指定其中一些，或将此栏留空。</translation>
    </message>
    <message>
        <source>{name}: {n} objects, {area} ha</source>
        <translation>{name}：{n} 个对象，{area} ha</translation>
    </message>
    <message>
        <source>AerOSeg: segmentation by class names</source>
        <translation>AerOSeg：按类别名称分割</translation>
    </message>
    <message>
        <source>Its values reach up to {high}, too many to be class numbers.</source>
        <translation>其值最大为 {high}，作为类别编号过多。</translation>
    </message>
    <message>
        <source>Choose a raster whose values are class numbers.</source>
        <translation>请选择值为类别编号的栅格。</translation>
    </message>
    <message>
        <source>GDAL could not bring it onto the pixels of the class raster: {error}.</source>
        <translation>GDAL 无法将其对齐到类别栅格的像素：{error}。</translation>
    </message>
    <message>
        <source>it gave no reason</source>
        <translation>没有给出原因</translation>
    </message>
    <message>
        <source>Look whether both lie in the same place, and whether the temporary folder has room.</source>
        <translation>请查看两者是否位于同一处，以及临时文件夹是否有空间。</translation>
    </message>
    <message>
        <source>The threshold in “{line}” cannot be read.</source>
        <translation>无法读取“{line}”中的阈值。</translation>
    </message>
    <message>
        <source>It has to be a number from 0 to 1 behind the name and an @.</source>
        <translation>名称和 @ 之后须为 0 到 1 的数字。</translation>
    </message>
    <message>
        <source>Write for example: building @ 0.4</source>
        <translation>例如写成：building @ 0.4</translation>
    </message>
    <message>
        <source>Re-label from scores</source>
        <translation>按得分重新归类</translation>
    </message>
    <message>
        <source>Makes a class raster with other thresholds from the scores of a finished run.</source>
        <translation>由已完成运行的得分，用其他阈值生成类别栅格。</translation>
    </message>
    <message>
        <source>Makes a class raster with other thresholds from the score raster of a finished run; its class raster may be given as well, where the scores lie beside it. The image is not looked at again and no model runs, so it takes seconds.

Thresholds of single classes are written as in the list of the panel: “building @ 0.4, road @ 0.6”.

A pixel gets the class with the highest score; below that class's threshold it gets 0. With the thresholds of the run, the result is the same, byte for byte.</source>
        <translation>由已完成运行的得分栅格，用其他阈值生成类别栅格；若得分在类别栅格旁边，也可指定该运行的类别栅格。不再查看图像，也不运行模型，因此只需几秒。

单个类别的阈值写法与面板列表中相同：“building @ 0.4, road @ 0.6”。

像素归入得分最高的类别；低于该类别的阈值时为 0。使用运行时的阈值，结果逐字节相同。</translation>
    </message>
    <message>
        <source>threshold,confidence,score,classification,relabel,reclassify</source>
        <translation>阈值,置信度,得分,分类,重新归类,重分类</translation>
    </message>
    <message>
        <source>Scores of a run</source>
        <translation>一次运行的得分</translation>
    </message>
    <message>
        <source>Threshold for all classes</source>
        <translation>所有类别的阈值</translation>
    </message>
    <message>
        <source>From 0 to 1; empty: each class keeps the one of the run.</source>
        <translation>0 到 1；留空：各类别保持运行时的阈值。</translation>
    </message>
    <message>
        <source>Thresholds of single classes</source>
        <translation>单个类别的阈值</translation>
    </message>
    <message>
        <source>One a line or with commas between: building @ 0.4, road @ 0.6</source>
        <translation>每行一个，或用逗号分隔：building @ 0.4, road @ 0.6</translation>
    </message>
    <message>
        <source>The class raster</source>
        <translation>类别栅格</translation>
    </message>
    <message>
        <source>re-labelling</source>
        <translation>正在重新归类</translation>
    </message>
    <message>
        <source>There is nothing to look for.</source>
        <translation>没有要查找的内容。</translation>
    </message>
    <message>
        <source>No class name was given.</source>
        <translation>没有指定类别名称。</translation>
    </message>
    <message>
        <source>Give at least one name, for example “building, road”.</source>
        <translation>请至少指定一个名称，例如“building, road”。</translation>
    </message>
    <message>
        <source>Segment by class names</source>
        <translation>按类别名称分割</translation>
    </message>
    <message>
        <source>Finds the classes that you name in an aerial or satellite image.</source>
        <translation>在航空或卫星图像中查找您所说的类别。</translation>
    </message>
    <message>
        <source>Finds the classes that you name in an aerial or satellite image, and makes a class raster with a legend: pixel values 1, 2, 3 … in the order of the names, 0 for everything else.

Names: one a line, or with commas between. Other words for the same class go behind a bar, a colour behind =, a threshold of its own behind @: “building | house = #a65a44 @ 0.4”. “@file.txt” reads the names from a file.

Same pixels, same model and same names give the same raster as the AerOSeg panel and as “python -m backend segment”. The image is read as its layer shows it: bands, stretch, and for web maps the picture itself. The result lies on the image's own pixels, in its coordinate system.

The model runs in a process of its own. Where it computes on a GPU that another run uses, it waits until that one is over, and says so.</source>
        <translation>在航空或卫星图像中查找您所说的类别，并生成带图例的类别栅格：像素值按名称顺序为 1、2、3 …，其余一切为 0。

名称：每行一个，或用逗号分隔。同一类别的其他词写在竖线后，颜色写在 = 后，自定阈值写在 @ 后：“building | house = #a65a44 @ 0.4”。“@file.txt”从文件读取名称。

像素、模型和名称相同时，得到的栅格与 AerOSeg 面板和“python -m backend segment”相同。图像按图层的显示方式读取：波段、拉伸，网络地图则读取图片本身。结果位于图像自身的像素上，使用其坐标系。

模型在独立的进程中运行。若要使用的 GPU 正被另一次运行占用，它会等待该运行结束，并给出提示。</translation>
    </message>
    <message>
        <source>segmentation,classification,land cover,deep learning,machine learning,ai,open vocabulary,building,road,tree,aerial,satellite,drone,orthophoto,clip,sam</source>
        <translation>分割,分类,土地覆盖,深度学习,机器学习,人工智能,ai,开放词汇,建筑物,道路,树木,航空,卫星,无人机,正射影像,clip,sam</translation>
    </message>
    <message>
        <source>What was found (JSON)</source>
        <translation>查找结果 (JSON)</translation>
    </message>
    <message>
        <source>The area is given twice. Give either an extent or polygons.</source>
        <translation>区域指定了两次。请指定范围或多边形其中之一。</translation>
    </message>
    <message>
        <source>The score raster</source>
        <translation>得分栅格</translation>
    </message>
    <message>
        <source>“{name}” is a result of AerOSeg, not an image.</source>
        <translation>“{name}”是 AerOSeg 的结果，不是图像。</translation>
    </message>
    <message>
        <source>starting the model</source>
        <translation>正在启动模型</translation>
    </message>
    <message>
        <source>{size} at {gsd} per pixel</source>
        <translation>{size}，每像素 {gsd}</translation>
    </message>
    <message>
        <source>“{name}” was not segmented.</source>
        <translation>“{name}”未被分割。</translation>
    </message>
    <message>
        <source>It has no coordinate system, so the size of its pixels is not known.</source>
        <translation>它没有坐标系，因此不知道其像素的大小。</translation>
    </message>
    <message>
        <source>Give the size of the image's pixels in metres (an advanced parameter).</source>
        <translation>请以米为单位指定图像像素的大小（高级参数）。</translation>
    </message>
    <message>
        <source>This part of “{name}” is too large.</source>
        <translation>“{name}”的这一部分过大。</translation>
    </message>
    <message>
        <source>It needs {n} map tiles from the server, more than is decent to ask for.</source>
        <translation>它需要服务器的 {n} 个地图瓦片，超出了合理的请求量。</translation>
    </message>
    <message>
        <source>Choose a smaller extent or a coarser resolution.</source>
        <translation>请选择较小的范围或较粗的分辨率。</translation>
    </message>
    <message>
        <source>reading the layer</source>
        <translation>正在读取图层</translation>
    </message>
    <message>
        <source>Not known to this model, and without a pixel: {names}.</source>
        <translation>此模型不认识，得不到像素：{names}。</translation>
    </message>
    <message>
        <source>Class names</source>
        <translation>类别名称</translation>
    </message>
    <message>
        <source>One a line or with commas between: building | house, road. @file.txt reads a file.</source>
        <translation>每行一个，或用逗号分隔：building | house, road。@file.txt 读取文件。</translation>
    </message>
    <message>
        <source>Extent</source>
        <translation>范围</translation>
    </message>
    <message>
        <source>Only this part; the whole layer where it is empty.</source>
        <translation>仅此部分；留空：整个图层。</translation>
    </message>
    <message>
        <source>Only inside polygons</source>
        <translation>仅在多边形内</translation>
    </message>
    <message>
        <source>In place of an extent. Pixels outside get nodata. Where some are selected, only these.</source>
        <translation>代替范围。外部的像素为无数据。有选择时仅用所选的多边形。</translation>
    </message>
    <message>
        <source>Resolution (metres per pixel)</source>
        <translation>分辨率（米/像素）</translation>
    </message>
    <message>
        <source>The nearest step of the image's ladder is taken; empty: the model's own.</source>
        <translation>采用图像各级分辨率中最接近的一级；留空：模型自己的分辨率。</translation>
    </message>
    <message>
        <source>Score from 0 to 1 that a class must reach, where its line names none; empty: the model's own.</source>
        <translation>类别须达到的得分，0 到 1，用于所在行未指定的类别；留空：模型自己的阈值。</translation>
    </message>
    <message>
        <source>For SegEarth-OV: places that are more like other words than like your names get 0.</source>
        <translation>用于 SegEarth-OV：比起您的名称更像其他词的地方为 0。</translation>
    </message>
    <message>
        <source>Own background words (JSON)</source>
        <translation>自定背景词 (JSON)</translation>
    </message>
    <message>
        <source>Background words (*.json)</source>
        <translation>背景词 (*.json)</translation>
    </message>
    <message>
        <source>Empty: the list of the AerOSeg options.</source>
        <translation>留空：AerOSeg 选项中的列表。</translation>
    </message>
    <message>
        <source>Taught words (files)</source>
        <translation>所教的词（文件）</translation>
    </message>
    <message>
        <source>Empty: those that were taught in the panel to this model, by their names.</source>
        <translation>留空：在面板中教给此模型的词，按名称采用。</translation>
    </message>
    <message>
        <source>Size of the image's pixels (metres)</source>
        <translation>图像像素的大小（米）</translation>
    </message>
    <message>
        <source>Only for images without a coordinate system.</source>
        <translation>仅用于没有坐标系的图像。</translation>
    </message>
    <message>
        <source>auto takes a GPU where there is one. Repeats agree on one device.</source>
        <translation>auto 在有 GPU 时使用 GPU。在同一设备上重复运行，结果一致。</translation>
    </message>
    <message>
        <source>Scores</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>How sure the model is of each class; for “Re-label from scores”.</source>
        <translation>模型对各类别的确信程度；用于“按得分重新归类”。</translation>
    </message>
    <message>
        <source>Install the plugin again, so that both parts are of one version.</source>
        <translation>请重新安装插件，使两部分版本一致。</translation>
    </message>
    <message>
        <source>{stage}, {time} left</source>
        <translation>{stage}，剩余 {time}</translation>
    </message>
    <message>
        <source>The list is saved as “{name}”.</source>
        <translation>列表已保存为“{name}”。</translation>
    </message>
    <message>
        <source>Open a class list</source>
        <translation>打开类别列表</translation>
    </message>
    <message>
        <source>Save the class list</source>
        <translation>保存类别列表</translation>
    </message>
    <message>
        <source>Class lists (*.txt)</source>
        <translation>类别列表 (*.txt)</translation>
    </message>
    <message>
        <source>Polygons, table, chart, scores of a pixel, corrections</source>
        <translation>多边形、表格、图表、像素得分、更正</translation>
    </message>
    <message>
        <source>&amp;Polygons…</source>
        <translation>多边形(&amp;P)…</translation>
    </message>
    <message>
        <source>Make polygons with area, perimeter and mean score, in a GeoPackage</source>
        <translation>生成带面积、周长和平均得分的多边形，存入 GeoPackage</translation>
    </message>
    <message>
        <source>&amp;Burn edited polygons…</source>
        <translation>写入编辑过的多边形(&amp;B)…</translation>
    </message>
    <message>
        <source>Take what you changed in polygons back into the class raster</source>
        <translation>将您在多边形中的更改带回类别栅格</translation>
    </message>
    <message>
        <source>&amp;Copy the table</source>
        <translation>复制表格(&amp;C)</translation>
    </message>
    <message>
        <source>Class, pixels, area, share and mean score, for a spreadsheet</source>
        <translation>类别、像素、面积、占比和平均得分，用于电子表格</translation>
    </message>
    <message>
        <source>&amp;Save the table…</source>
        <translation>保存表格(&amp;S)…</translation>
    </message>
    <message>
        <source>As comma-separated values</source>
        <translation>以逗号分隔值格式</translation>
    </message>
    <message>
        <source>C&amp;hart</source>
        <translation>图表(&amp;H)</translation>
    </message>
    <message>
        <source>Show the shares of the classes as bars</source>
        <translation>以条形显示各类别占比</translation>
    </message>
    <message>
        <source>Scores of a p&amp;ixel</source>
        <translation>像素得分(&amp;I)</translation>
    </message>
    <message>
        <source>Point at the map to see the score of each class there</source>
        <translation>指向地图可查看该处各类别的得分</translation>
    </message>
    <message>
        <source>&amp;Fade by score</source>
        <translation>按得分淡化(&amp;F)</translation>
    </message>
    <message>
        <source>Draw pixels more faintly the nearer their score is to the threshold</source>
        <translation>得分越接近阈值的像素画得越淡</translation>
    </message>
    <message>
        <source>&amp;Uncertainty layer</source>
        <translation>不确定性图层(&amp;U)</translation>
    </message>
    <message>
        <source>Add a layer of how close the two best classes are</source>
        <translation>添加一个显示最佳两个类别接近程度的图层</translation>
    </message>
    <message>
        <source>Open the f&amp;older</source>
        <translation>打开文件夹(&amp;O)</translation>
    </message>
    <message>
        <source>The folder with the files of this result</source>
        <translation>此结果文件所在的文件夹</translation>
    </message>
    <message>
        <source>The scores are being prepared; this takes a moment.</source>
        <translation>正在准备得分；请稍候。</translation>
    </message>
    <message>
        <source>The table is on the clipboard.</source>
        <translation>表格已在剪贴板中。</translation>
    </message>
    <message>
        <source>Save the table</source>
        <translation>保存表格</translation>
    </message>
    <message>
        <source>Comma-separated values (*.csv)</source>
        <translation>逗号分隔值 (*.csv)</translation>
    </message>
    <message>
        <source>The table was not saved.</source>
        <translation>表格没有保存。</translation>
    </message>
    <message>
        <source>“{file}”: {reason}.</source>
        <translation>“{file}”：{reason}。</translation>
    </message>
    <message>
        <source>The table is saved as “{name}”.</source>
        <translation>表格已保存为“{name}”。</translation>
    </message>
    <message>
        <source>Uncertainty</source>
        <translation>不确定性</translation>
    </message>
    <message>
        <source>Dark places are unsure: two classes are almost equal there.</source>
        <translation>深色处不确定：两个类别几乎相同。</translation>
    </message>
    <message>
        <source>Point at the map to see the scores there.</source>
        <translation>指向地图可查看该处的得分。</translation>
    </message>
    <message>
        <source>The polygons were not written.</source>
        <translation>多边形没有写出。</translation>
    </message>
    <message>
        <source>“{file}” is open in this project.</source>
        <translation>“{file}”已在此项目中打开。</translation>
    </message>
    <message>
        <source>Choose another name, or remove its layer first.</source>
        <translation>请换一个名称，或先移除其图层。</translation>
    </message>
    <message>
        <source>{name} {n}</source>
        <translation>{name} {n}</translation>
    </message>
    <message>
        <source>{n} objects: {classes}</source>
        <translation>{n} 个对象：{classes}</translation>
    </message>
    <message>
        <source>Making polygons in the background; QGIS shows how far it is.</source>
        <translation>正在后台生成多边形；QGIS 会显示进度。</translation>
    </message>
    <message>
        <source>{n} pixels were corrected. Undo beside the threshold takes it back.</source>
        <translation>已更正 {n} 个像素。阈值旁的“撤销”可恢复。</translation>
    </message>
    <message>
        <source>Area</source>
        <comment>how large</comment>
        <translation>面积</translation>
    </message>
    <message>
        <source>Pixels</source>
        <translation>像素</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>Mean score of the pixels of the class, from 0 to 1</source>
        <translation>该类别像素的平均得分，从 0 到 1</translation>
    </message>
    <message>
        <source>What was found. A class without its tick is not drawn</source>
        <translation>查找结果。未勾选的类别不绘制</translation>
    </message>
    <message>
        <source>{image}: {names}</source>
        <translation>{image}：{names}</translation>
    </message>
    <message>
        <source>{name}: {share} of the pixels, {n}; mean score {score}</source>
        <translation>{name}：占像素的 {share}，{n}；平均得分 {score}</translation>
    </message>
    <message>
        <source>{name}: not known to this model</source>
        <translation>{name}：此模型不认识</translation>
    </message>
    <message>
        <source>Pixels of none of the classes; not drawn on the map</source>
        <translation>不属于任何类别的像素；不在地图上绘制</translation>
    </message>
    <message>
        <source>{hits} of {tiles} tiles from memory</source>
        <translation>{tiles} 个图块中有 {hits} 个来自内存</translation>
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
        <translation>无法使用结果文件夹。</translation>
    </message>
    <message>
        <source>Choose another one in the AerOSeg options, Results tab.</source>
        <translation>请在 AerOSeg 选项的“结果”页中另选一个。</translation>
    </message>
    <message>
        <source>The result was not added to the map.</source>
        <translation>结果没有添加到地图。</translation>
    </message>
    <message>
        <source>Classes of “{image}” found by AerOSeg with the model “{model}” at {gsd} per pixel. Scores: {scores}. Everything needed to repeat it: {record}.</source>
        <translation>AerOSeg 用模型“{model}”以每像素 {gsd} 在“{image}”中找到的类别。得分：{scores}。重复运行所需的一切：{record}。</translation>
    </message>
    <message>
        <source>AerOSeg: {image}</source>
        <translation>AerOSeg：{image}</translation>
    </message>
    <message>
        <source>The run of “{name}” cannot go on.</source>
        <translation>“{name}”的运行无法继续。</translation>
    </message>
    <message>
        <source>Its folder is gone, or another QGIS works on it.</source>
        <translation>其文件夹已不在，或另一个 QGIS 正在使用。</translation>
    </message>
    <message>
        <source>Click Segment to run it anew.</source>
        <translation>单击“分割”重新运行。</translation>
    </message>
    <message>
        <source>reading the layer, part {done} of {total}</source>
        <translation>正在读取图层，第 {done} 部分，共 {total}</translation>
    </message>
    <message>
        <source>starting the model, about {time}</source>
        <translation>正在启动模型，{time}</translation>
    </message>
    <message>
        <source>sending the request</source>
        <translation>正在发送请求</translation>
    </message>
    <message>
        <source>Wait for it, or cancel it.</source>
        <translation>请等待，或取消。</translation>
    </message>
    <message>
        <source>The run could not begin.</source>
        <translation>运行无法开始。</translation>
    </message>
    <message>
        <source>“{name}” is on the map again.</source>
        <translation>“{name}”已重新显示在地图上。</translation>
    </message>
    <message>
        <source>its model “{title}”</source>
        <translation>其模型“{title}”</translation>
    </message>
    <message>
        <source>its image “{name}”</source>
        <translation>其图像“{name}”</translation>
    </message>
    <message>
        <source>The panel has its names. Not there any more: {what}.</source>
        <translation>面板已采用其名称。已不存在：{what}。</translation>
    </message>
    <message>
        <source>The panel has its settings. Choose the area, then Segment.</source>
        <translation>面板已采用其设置。请选择区域，然后单击“分割”。</translation>
    </message>
    <message>
        <source>Repeating the run of “{name}”.</source>
        <translation>正在重复“{name}”的运行。</translation>
    </message>
    <message>
        <source>The run cannot be repeated.</source>
        <translation>无法重复此运行。</translation>
    </message>
    <message>
        <source>Its image “{name}” is gone.</source>
        <translation>其图像“{name}”已不在。</translation>
    </message>
    <message>
        <source>Open the image again, then use the settings of the run.</source>
        <translation>请重新打开图像，然后使用该运行的设置。</translation>
    </message>
    <message>
        <source>The run was repeated.</source>
        <translation>运行已重复。</translation>
    </message>
    <message>
        <source>The run was repeated; the earlier result is gone.</source>
        <translation>运行已重复；先前的结果已不在。</translation>
    </message>
    <message>
        <source>The repeated run gave the same class raster, byte for byte.</source>
        <translation>重复运行得到逐字节相同的类别栅格。</translation>
    </message>
    <message>
        <source>The repeated run gave another class raster: the image, the model, the device or the version has changed since.</source>
        <translation>重复运行得到不同的类别栅格：图像、模型、设备或版本此后有变化。</translation>
    </message>
    <message>
        <source>The run of “{name}” cannot be opened.</source>
        <translation>无法打开“{name}”的运行。</translation>
    </message>
    <message>
        <source>Its record in “{folder}” is damaged.</source>
        <translation>“{folder}”中的记录已损坏。</translation>
    </message>
    <message>
        <source>Segment the image again.</source>
        <translation>请重新分割图像。</translation>
    </message>
    <message>
        <source>AerOSeg: runs</source>
        <translation>AerOSeg：运行</translation>
    </message>
    <message>
        <source>Search image, classes, model, place</source>
        <translation>搜索图像、类别、模型、地点</translation>
    </message>
    <message>
        <source>Show the runs that hold all of these words</source>
        <translation>显示包含所有这些词的运行</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>地点</translation>
    </message>
    <message>
        <source>Runs whose results are still there. Double-click adds the layer again</source>
        <translation>结果仍在的运行。双击可重新添加图层</translation>
    </message>
    <message>
        <source>Add to the map</source>
        <translation>添加到地图</translation>
    </message>
    <message>
        <source>Use its settings</source>
        <translation>使用其设置</translation>
    </message>
    <message>
        <source>Repeat</source>
        <translation>重复</translation>
    </message>
    <message>
        <source>Copy as command line</source>
        <translation>复制为命令行</translation>
    </message>
    <message>
        <source>For &amp;bash, zsh and other POSIX shells</source>
        <translation>用于 bash、zsh 等 POSIX shell(&amp;B)</translation>
    </message>
    <message>
        <source>For &amp;PowerShell</source>
        <translation>用于 PowerShell(&amp;P)</translation>
    </message>
    <message>
        <source>For the &amp;command prompt (cmd)</source>
        <translation>用于命令提示符(&amp;C) (cmd)</translation>
    </message>
    <message>
        <source>Show the files of this run</source>
        <translation>显示此运行的文件</translation>
    </message>
    <message>
        <source>There is no finished run yet. Each run of the panel is listed here.</source>
        <translation>还没有完成的运行。面板的每次运行都列在这里。</translation>
    </message>
    <message>
        <source>None of the {n} runs holds these words.</source>
        <translation>{n} 次运行中没有包含这些词的。</translation>
    </message>
    <message>
        <source>Select a run first.</source>
        <translation>请先选择一次运行。</translation>
    </message>
    <message>
        <source>Add the class raster of this run to the project again</source>
        <translation>将此运行的类别栅格重新添加到项目</translation>
    </message>
    <message>
        <source>Fill the panel with its names, model and resolution, for another part of the map</source>
        <translation>将其名称、模型和分辨率填入面板，用于地图的其他部分</translation>
    </message>
    <message>
        <source>Run exactly the same once more, into a new folder</source>
        <translation>在新文件夹中再次完全相同地运行</translation>
    </message>
    <message>
        <source>Copy the command line that gives the same class raster</source>
        <translation>复制可得到相同类别栅格的命令行</translation>
    </message>
    <message>
        <source>The command line is on the clipboard. It writes “classes-repeated.tif”.</source>
        <translation>命令行已在剪贴板中。它会写出“classes-repeated.tif”。</translation>
    </message>
    <message>
        <source>No data here</source>
        <translation>此处无数据</translation>
    </message>
    <message>
        <source>The best score is below its threshold of {value}: no class.</source>
        <translation>最高得分低于其阈值 {value}：不归类。</translation>
    </message>
    <message>
        <source>Margin to the second: {value}</source>
        <translation>与第二名的差距：{value}</translation>
    </message>
    <message>
        <source>Its server knows no picture here (404, asked {n} times).</source>
        <translation>其服务器在此处没有图片（404，请求 {n} 次）。</translation>
    </message>
    <message>
        <source>Its server refuses to give pictures ({status}): a key or a login is missing.</source>
        <translation>其服务器拒绝提供图片（{status}）：缺少密钥或登录。</translation>
    </message>
    <message>
        <source>Its server asks for a pause (429).</source>
        <translation>其服务器要求暂停（429）。</translation>
    </message>
    <message>
        <source>Its server sent a web page in place of pictures, as a login page does.</source>
        <translation>其服务器发送了网页而不是图片，如同登录页面。</translation>
    </message>
    <message>
        <source>Its server sent an error message in place of pictures.</source>
        <translation>其服务器发送了错误消息而不是图片。</translation>
    </message>
    <message>
        <source>Its server did not answer in time.</source>
        <translation>其服务器没有及时响应。</translation>
    </message>
    <message>
        <source>Its server cannot be reached.</source>
        <translation>无法连接其服务器。</translation>
    </message>
    <message>
        <source>Its server has a fault of its own ({status}, asked {n} times).</source>
        <translation>其服务器自身出错（{status}，请求 {n} 次）。</translation>
    </message>
    <message>
        <source>{n} more classes</source>
        <translation>另有 {n} 个类别</translation>
    </message>
    <message>
        <source>{name}: {share} of the pixels</source>
        <translation>{name}：占像素的 {share}</translation>
    </message>
    <message>
        <source>The layer “{name}” cannot be read.</source>
        <translation>无法读取图层“{name}”。</translation>
    </message>
    <message>
        <source>The layer “{name}” cannot be used.</source>
        <translation>无法使用图层“{name}”。</translation>
    </message>
    <message>
        <source>Its server does not say which area it covers.</source>
        <translation>其服务器没有说明覆盖的区域。</translation>
    </message>
    <message>
        <source>Choose another layer.</source>
        <translation>请选择其他图层。</translation>
    </message>
    <message>
        <source>The word was not kept.</source>
        <translation>该词没有保留。</translation>
    </message>
    <message>
        <source>“{path}” is no file of a taught word.</source>
        <translation>“{path}”不是所教词的文件。</translation>
    </message>
    <message>
        <source>Teach it again.</source>
        <translation>请重新教它。</translation>
    </message>
    <message>
        <source>The folder “{folder}” cannot be written: {error}.</source>
        <translation>无法写入文件夹“{folder}”：{error}。</translation>
    </message>
    <message>
        <source>Free some space, or correct the permissions of the folder.</source>
        <translation>请释放空间，或更正文件夹的权限。</translation>
    </message>
    <message>
        <source>Teach a word</source>
        <translation>教一个词</translation>
    </message>
    <message>
        <source>1. The word</source>
        <translation>1. 词</translation>
    </message>
    <message>
        <source>for example: greenhouse</source>
        <translation>例如：greenhouse</translation>
    </message>
    <message>
        <source>What it is called in the legend. The model need not know the word.</source>
        <translation>它在图例中的名称。模型不必认识该词。</translation>
    </message>
    <message>
        <source>It is taught to the model “{model}”.</source>
        <translation>将教给模型“{model}”。</translation>
    </message>
    <message>
        <source>2. Where it is</source>
        <translation>2. 它在哪里</translation>
    </message>
    <message>
        <source>Click or draw around a few places that show it with the left button, and some that could be mistaken for it with the right.</source>
        <translation>用左键单击或圈出几处显示它的地方，用右键标出几处容易混淆的地方。</translation>
    </message>
    <message>
        <source>Mark on the map</source>
        <translation>在地图上标记</translation>
    </message>
    <message>
        <source>Left button: it is here. Right: it is not. Click for a spot, drag for an area</source>
        <translation>左键：在这里。右键：不在。单击标点，拖动标区域</translation>
    </message>
    <message>
        <source>Take the last mark back (Ctrl+Z on the map)</source>
        <translation>撤回上一个标记（在地图上按 Ctrl+Z）</translation>
    </message>
    <message>
        <source>Features of this layer; of those that are selected, if any are</source>
        <translation>此图层的要素；有选择时为所选要素</translation>
    </message>
    <message>
        <source>show it</source>
        <translation>显示它</translation>
    </message>
    <message>
        <source>do not</source>
        <translation>不显示它</translation>
    </message>
    <message>
        <source>Whether the features show the word, or what it is not</source>
        <translation>这些要素显示该词，还是不是它的内容</translation>
    </message>
    <message>
        <source>Take</source>
        <translation>采用</translation>
    </message>
    <message>
        <source>Take the features of the layer as marks</source>
        <translation>将图层的要素作为标记</translation>
    </message>
    <message>
        <source>3. Learn and look</source>
        <translation>3. 学习并查看</translation>
    </message>
    <message>
        <source>Learn</source>
        <translation>学习</translation>
    </message>
    <message>
        <source>Learn from the marks, and show the class on the map</source>
        <translation>从标记中学习，并在地图上显示该类别</translation>
    </message>
    <message>
        <source>How far the learning is</source>
        <translation>学习进度</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>From now on the word means this, whenever the list has it</source>
        <translation>从现在起，只要列表中有该词，它就表示此含义</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Forget what was learned; close</source>
        <translation>忘记所学内容；关闭</translation>
    </message>
    <message>
        <source>Type the word first.</source>
        <translation>请先输入该词。</translation>
    </message>
    <message>
        <source>Mark at least one place that shows it.</source>
        <translation>请至少标记一处显示它的地方。</translation>
    </message>
    <message>
        <source>{yes} that show it, {no} that do not</source>
        <translation>{yes} 处显示，{no} 处不显示</translation>
    </message>
    <message>
        <source>A few that do not make it better.</source>
        <translation>加几处不显示它的地方会更好。</translation>
    </message>
    <message>
        <source>Nothing is marked yet.</source>
        <translation>尚未标记任何内容。</translation>
    </message>
    <message>
        <source>Learn again with the marks as they are now</source>
        <translation>用当前的标记重新学习</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Learned in {seconds} s. Look at the map, add marks where it is wrong and learn again, or keep it.</source>
        <translation>用时 {seconds} 秒学会。请查看地图，在错误处添加标记并重新学习，或保留。</translation>
    </message>
    <message>
        <source>Cancelled. Nothing was learned.</source>
        <translation>已取消。没有学习任何内容。</translation>
    </message>
    <message>
        <source>The word was not learned.</source>
        <translation>没有学会该词。</translation>
    </message>
    <message>
        <source>The worker answered in another form than this plugin knows.</source>
        <translation>工作进程的回答格式不是此插件所知的。</translation>
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
        <translation>不到 1 秒</translation>
    </message>
    <message>
        <source>{n} s</source>
        <translation>{n} 秒</translation>
    </message>
    <message>
        <source>{n} min</source>
        <translation>{n} 分钟</translation>
    </message>
    <message>
        <source>{n} h</source>
        <translation>{n} 小时</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours} 小时 {minutes} 分钟</translation>
    </message>
    <message>
        <source>{n} days</source>
        <translation>{n} 天</translation>
    </message>
    <message>
        <source>more than a year</source>
        <translation>一年以上</translation>
    </message>
    <message>
        <source>about {time}</source>
        <translation>约 {time}</translation>
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
        <translation>得分更低的像素不归类。移动后地图立即改变。</translation>
    </message>
    <message>
        <source>Undo the last threshold</source>
        <translation>撤销上一次阈值</translation>
    </message>
    <message>
        <source>Redo the threshold</source>
        <translation>重做阈值</translation>
    </message>
    <message>
        <source>Back to the run's thresholds</source>
        <translation>恢复运行时的阈值</translation>
    </message>
    <message>
        <source>Per class</source>
        <translation>按类别</translation>
    </message>
    <message>
        <source>A slider for each class</source>
        <translation>每个类别一个滑块</translation>
    </message>
    <message>
        <source>Threshold of “{name}”</source>
        <translation>“{name}”的阈值</translation>
    </message>
    <message>
        <source>Unfinished</source>
        <translation>未完成</translation>
    </message>
    <message>
        <source>Runs that ended halfway; what they have finished is kept</source>
        <translation>中途结束的运行；已完成的部分会保留</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Delete this run with all that it has finished; asks</source>
        <translation>删除此运行及其已完成的全部内容；会先询问</translation>
    </message>
    <message>
        <source>Go on where this run ended; its finished parts are used</source>
        <translation>从此运行结束处继续；使用已完成的部分</translation>
    </message>
    <message>
        <source>Remove an unfinished run?</source>
        <translation>移除未完成的运行？</translation>
    </message>
    <message>
        <source>Remove the unfinished run of “{image}”?</source>
        <translation>移除“{image}”的未完成运行？</translation>
    </message>
    <message>
        <source>{done} of {total} blocks are done ({names}). Removing frees {size}.</source>
        <translation>{total} 块中已完成 {done} 块（{names}）。移除可释放 {size}。</translation>
    </message>
    <message>
        <source>{done} of {total} blocks are done</source>
        <translation>{total} 块中已完成 {done} 块</translation>
    </message>
    <message>
        <source>Started {time}</source>
        <translation>开始于 {time}</translation>
    </message>
    <message>
        <source>“{file}” does not fit the class raster.</source>
        <translation>“{file}”与类别栅格不符。</translation>
    </message>
    <message>
        <source>It has other pixels, so it belongs to another run.</source>
        <translation>其像素不同，因此属于另一次运行。</translation>
    </message>
    <message>
        <source>Choose the “scores.tif” beside the class raster.</source>
        <translation>请选择类别栅格旁的“scores.tif”。</translation>
    </message>
    <message>
        <source>The polygons were not written to “{file}”.</source>
        <translation>多边形没有写入“{file}”。</translation>
    </message>
    <message>
        <source>Free some space, or choose another folder.</source>
        <translation>请释放空间，或选择其他文件夹。</translation>
    </message>
    <message>
        <source>{title}: needs download, {size}</source>
        <translation>{title}：需要下载，{size}</translation>
    </message>
    <message>
        <source>{title}: {state}</source>
        <translation>{title}：{state}</translation>
    </message>
    <message>
        <source>{gsd}, zoom {zoom}</source>
        <translation>{gsd}，缩放级别 {zoom}</translation>
    </message>
    <message>
        <source>{resolution} (recommended)</source>
        <translation>{resolution}（推荐）</translation>
    </message>
    <message>
        <source>{resolution} (native)</source>
        <translation>{resolution}（原始）</translation>
    </message>
    <message>
        <source>{size}, {share} inside</source>
        <translation>{size}，{share} 在内</translation>
    </message>
    <message>
        <source>{size}, 1 tile</source>
        <translation>{size}，1 个图块</translation>
    </message>
    <message>
        <source>{size}, {tiles} tiles</source>
        <translation>{size}，{tiles} 个图块</translation>
    </message>
    <message>
        <source>up to {size} on disk</source>
        <translation>最多占用磁盘 {size}</translation>
    </message>
    <message>
        <source>time not known yet</source>
        <translation>时间尚不知道</translation>
    </message>
    <message>
        <source>{n} map tiles</source>
        <translation>{n} 个地图瓦片</translation>
    </message>
    <message>
        <source>Shown are {n} of {all} names: {names}. Select other rows of the list for theirs.</source>
        <translation>显示 {all} 个名称中的 {n} 个：{names}。其他名称请选择列表中的行。</translation>
    </message>
    <message>
        <source>The worker ended: {why}</source>
        <translation>工作进程已结束：{why}</translation>
    </message>
    <message>
        <source>The cancelled run did not stop by itself; its worker was ended.</source>
        <translation>已取消的运行没有自行停止；其工作进程已被结束。</translation>
    </message>
    <message>
        <source>Run again: a new worker is started.</source>
        <translation>请重新运行：将启动新的工作进程。</translation>
    </message>
    <message>
        <source>The AerOSeg worker could not start.</source>
        <translation>AerOSeg 工作进程无法启动。</translation>
    </message>
    <message>
        <source>Its Python lacks something: {line}.</source>
        <translation>它的 Python 缺少内容：{line}。</translation>
    </message>
    <message>
        <source>Choose or repair the Python in the AerOSeg options, Environment tab.</source>
        <translation>请在 AerOSeg 选项的“环境”页中选择或修复 Python。</translation>
    </message>
    <message>
        <source>The system ended it (signal 9), often because memory ran out.</source>
        <translation>系统结束了它（信号 9），常因内存不足。</translation>
    </message>
    <message>
        <source>Run again, with a smaller area if it was memory.</source>
        <translation>请重新运行；若因内存不足，请缩小区域。</translation>
    </message>
    <message>
        <source>It crashed (signal {code}).</source>
        <translation>它崩溃了（信号 {code}）。</translation>
    </message>
    <message>
        <source>It ended by itself with exit code {code}.</source>
        <translation>它自行结束，退出代码 {code}。</translation>
    </message>
    <message>
        <source>The AerOSeg worker ended in the middle of its work.</source>
        <translation>AerOSeg 工作进程在工作中途结束。</translation>
    </message>
    <message>
        <source>The plugin and its worker do not fit together.</source>
        <translation>插件与其工作进程不匹配。</translation>
    </message>
    <message>
        <source>They speak different versions of their protocol.</source>
        <translation>它们的协议版本不同。</translation>
    </message>
    <message>
        <source>The AerOSeg worker could not be started.</source>
        <translation>AerOSeg 工作进程未能启动。</translation>
    </message>
    <message>
        <source>“{path}” is not a program that runs here.</source>
        <translation>“{path}”不是可在此运行的程序。</translation>
    </message>
    <message>
        <source>Choose another Python in the AerOSeg options, Environment tab.</source>
        <translation>请在 AerOSeg 选项的“环境”页中另选 Python。</translation>
    </message>
</context>
</TS>
