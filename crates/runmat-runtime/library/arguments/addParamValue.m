function addParamValue(p, name, default, varargin)
% addParamValue(p, name, default, check): the old name of addParameter.
  check = @(x) true;
  if numel(varargin) == 1 || numel(varargin) == 3
    check = varargin{1};
  end
  __declare__(p, 'addParamValue', name, 'parameter', default, check);
end
